using OwtClient.WebRtc.Srtp;
using static OwtClient.WebRtc.Tests.Srtp.SrtpVectors;

namespace OwtClient.WebRtc.Tests.Srtp;

public class SrtpSessionTests
{
    private static readonly SrtpProfile[] All = [SrtpProfile.Aes128CmHmacSha1Tag80, SrtpProfile.AeadAes128Gcm, SrtpProfile.AeadAes256Gcm];

    private static readonly int[] WrapPoints = [0, 1, 32766, 32767, 32768, 65533, 65534, 65535];

    public static TheoryData<int> Profiles => [.. All.Select(p => (int)p)];

    public static TheoryData<int, int> ProfilesAndWrapPoints =>
        [.. from profile in All from start in WrapPoints select ((int)profile, start)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void RtpAndRtcp_EachLength_ComeBackAsSent(int profile)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile);
        for (var payload = 0; payload < 300; payload++)
        {
            var packet = RtpPacket((ushort)payload, payloadBytes: payload);
            var onTheWire = ProtectRtp(sender, packet);
            Assert.Equal(packet[..24], onTheWire[..24]); // header, contributing source, extension stay readable
            AssertRtpArrives(packet, receiver, onTheWire);

            var report = RtcpPacket((uint)payload);
            AssertRtcpArrives(report, receiver, ProtectRtcp(sender, report));
        }
    }

    [Theory]
    [MemberData(nameof(ProfilesAndWrapPoints))]
    public void Sequence_OverEveryWrapPoint_KeepsItsRollover(int profile, int start)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile);
        for (var i = 0; i < 70_000; i += i is < 20 or > 69_980 ? 1 : 331)
        {
            var packet = RtpPacket((ushort)(start + i));
            AssertRtpArrives(packet, receiver, ProtectRtp(sender, packet));
        }
    }

    [Theory]
    [MemberData(nameof(ProfilesAndWrapPoints))]
    public void Retransmission_AfterTheWrap_IsTheSamePacketAgain(int profile, int start)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile);
        var packets = Enumerable.Range(0, 40).Select(i => RtpPacket((ushort)(start + i))).ToArray();
        var first = packets.Select(p => ProtectRtp(sender, p)).ToArray();
        for (var i = 0; i < packets.Length; i++)
        {
            if (i % 3 != 0) Assert.Equal(SrtpStatus.Ok, UnprotectRtp(receiver, first[i]).Status);
        }

        for (var i = 0; i < packets.Length; i++)
        {
            var again = ProtectRtp(sender, packets[i]);
            Assert.Equal(first[i], again);
            if (i % 3 == 0) AssertRtpArrives(packets[i], receiver, again);
            else Assert.Equal(SrtpStatus.Replayed, UnprotectRtp(receiver, again).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void FirstPacketsLostBeforeTheWrap_AreCaughtUpWith(int profile)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile);
        ProtectRtp(sender, RtpPacket(65534));
        ProtectRtp(sender, RtpPacket(65535));

        var packet = RtpPacket(3);

        AssertRtpArrives(packet, receiver, ProtectRtp(sender, packet));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void OlderThanTheWindow_IsTooOld(int profile)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile);
        var old = Enumerable.Range(0, 2).Select(i => ProtectRtp(sender, RtpPacket((ushort)i))).ToArray();
        Assert.Equal(SrtpStatus.Ok, UnprotectRtp(receiver, ProtectRtp(sender, RtpPacket(1024))).Status);

        Assert.Equal(SrtpStatus.TooOld, UnprotectRtp(receiver, old[0]).Status);
        Assert.Equal(SrtpStatus.Ok, UnprotectRtp(receiver, old[1]).Status);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Rtcp_Replayed_IsRefused(int profile)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile);
        var reports = Enumerable.Range(0, 200).Select(_ => ProtectRtcp(sender, RtcpPacket())).ToArray();
        for (var i = 1; i < reports.Length; i++) Assert.Equal(SrtpStatus.Ok, UnprotectRtcp(receiver, reports[i]).Status);

        Assert.Equal(SrtpStatus.TooOld, UnprotectRtcp(receiver, reports[0]).Status);
        Assert.Equal(SrtpStatus.Replayed, UnprotectRtcp(receiver, reports[199]).Status);
    }

    /// <summary>Damage must neither get through nor move the window; the undamaged packet passes afterwards.</summary>
    [Theory]
    [MemberData(nameof(Profiles))]
    public void EveryTruncationAndEveryByteChange_IsRefusedAndForgotten(int profile)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile);
        Assert.Equal(SrtpStatus.Ok, UnprotectRtp(receiver, ProtectRtp(sender, RtpPacket(1))).Status);
        Assert.Equal(SrtpStatus.Ok, UnprotectRtcp(receiver, ProtectRtcp(sender, RtcpPacket())).Status);
        var (rtp, rtcp) = (ProtectRtp(sender, RtpPacket(2)), ProtectRtcp(sender, RtcpPacket()));

        foreach (var damaged in Damaged(rtp)) Assert.NotEqual(SrtpStatus.Ok, UnprotectRtp(receiver, damaged).Status);
        foreach (var damaged in Damaged(rtcp)) Assert.NotEqual(SrtpStatus.Ok, UnprotectRtcp(receiver, damaged).Status);

        Assert.Equal(SrtpStatus.Ok, UnprotectRtp(receiver, rtp).Status);
        Assert.Equal(SrtpStatus.Ok, UnprotectRtcp(receiver, rtcp).Status);

        static IEnumerable<byte[]> Damaged(byte[] packet)
        {
            for (var length = 0; length < packet.Length; length++) yield return packet[..length];
            for (var at = 0; at < packet.Length; at++)
            {
                foreach (var change in new byte[] { 1, 0x80, 0xff })
                {
                    var changed = packet.ToArray();
                    changed[at] ^= change;
                    yield return changed;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void SourcesBeyondTheLimit_AreRefusedOnBothSides(int profile)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile, maxSources: 2);
        var (unlimited, _) = Sessions((SrtpProfile)profile);
        for (uint ssrc = 1; ssrc <= 2; ssrc++) Assert.Equal(SrtpStatus.Ok, UnprotectRtp(receiver, ProtectRtp(sender, RtpPacket(1, ssrc))).Status);
        for (uint ssrc = 1; ssrc <= 2; ssrc++) Assert.Equal(SrtpStatus.Ok, UnprotectRtcp(receiver, ProtectRtcp(sender, RtcpPacket(ssrc))).Status);

        var third = RtpPacket(1, ssrc: 3);
        Assert.Equal(SrtpStatus.TooManySources, sender.ProtectRtp([.. third, .. new byte[16]], third.Length, out _));
        Assert.Equal(SrtpStatus.TooManySources, UnprotectRtp(receiver, ProtectRtp(unlimited, third)).Status);
        Assert.Equal(SrtpStatus.TooManySources, UnprotectRtcp(receiver, ProtectRtcp(unlimited, RtcpPacket(3))).Status);
        Assert.Equal(SrtpStatus.Ok, UnprotectRtp(receiver, ProtectRtp(sender, RtpPacket(2, 1))).Status);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void BufferWithoutRoomForTheTag_IsAStatus(int profile)
    {
        var (sender, _) = Sessions((SrtpProfile)profile);
        var (rtp, rtcp) = (RtpPacket(1), RtcpPacket());

        Assert.Equal(SrtpStatus.BufferTooSmall, sender.ProtectRtp([.. rtp, .. new byte[9]], rtp.Length, out _));
        Assert.Equal(SrtpStatus.BufferTooSmall, sender.ProtectRtcp([.. rtcp, .. new byte[13]], rtcp.Length, out _));
        Assert.Equal(SrtpStatus.Malformed, sender.ProtectRtp(rtp, rtp.Length + 1, out _));
        Assert.Equal(SrtpStatus.Malformed, sender.ProtectRtp(new byte[64], 11, out _));
        Assert.Equal(SrtpStatus.Malformed, sender.ProtectRtcp(new byte[64], 7, out _));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void WrongKeys_AreRefused(int profile)
    {
        using var local = Material((SrtpProfile)profile, 1);
        using var remote = Material((SrtpProfile)profile, 9);
        using var stranger = new SrtpSession(local, remote);
        var (sender, _) = Sessions((SrtpProfile)profile);

        Assert.Equal(SrtpStatus.AuthenticationFailed, UnprotectRtp(stranger, ProtectRtp(sender, RtpPacket(1))).Status);
        Assert.Equal(SrtpStatus.AuthenticationFailed, UnprotectRtcp(stranger, ProtectRtcp(sender, RtcpPacket())).Status);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void PacketsAfterWarmUp_AllocateNothing(int profile)
    {
        var (sender, receiver) = Sessions((SrtpProfile)profile);
        var (rtp, rtcp) = (RtpPacket(0, payloadBytes: 1200), RtcpPacket());
        var buffer = new byte[1500];
        Exchange(100);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Exchange(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Exchange(int packets)
        {
            for (var i = 0; i < packets; i++)
            {
                rtp[3]++;
                rtp[2] += (byte)(rtp[3] == 0 ? 1 : 0);
                rtp.CopyTo(buffer, 0);
                var rtpIsFine = sender.ProtectRtp(buffer, rtp.Length, out var length) == SrtpStatus.Ok &&
                    receiver.UnprotectRtp(buffer.AsSpan(0, length), out _) == SrtpStatus.Ok;
                rtcp.CopyTo(buffer, 0);
                var rtcpIsFine = sender.ProtectRtcp(buffer, rtcp.Length, out length) == SrtpStatus.Ok &&
                    receiver.UnprotectRtcp(buffer.AsSpan(0, length), out _) == SrtpStatus.Ok;
                if (!rtpIsFine || !rtcpIsFine) throw new InvalidOperationException("A good packet was refused.");
            }
        }
    }
}
