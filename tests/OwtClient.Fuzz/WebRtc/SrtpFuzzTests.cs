using OwtClient.Fuzz.Harness;
using OwtClient.WebRtc.Srtp;

namespace OwtClient.Fuzz.WebRtc;

public class SrtpFuzzTests
{
    public static TheoryData<int> Profiles => [(int)SrtpProfile.Aes128CmHmacSha1Tag80, (int)SrtpProfile.AeadAes128Gcm, (int)SrtpProfile.AeadAes256Gcm];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void DamagedRtp_IsNeverAccepted(int profile)
    {
        using var sessions = new SrtpPair((SrtpProfile)profile);
        var genuine = Enumerable.Range(0, 8).Select(i => sessions.ProtectRtp((ushort)(i * 9000), payloadBytes: i * 20)).ToArray();
        Fuzzer.Bytes(genuine, input =>
        {
            var packet = input.ToArray();
            var status = sessions.Receiver.UnprotectRtp(packet, out _);
            if (status == SrtpStatus.Ok) Assert.Contains(input, genuine);
            else Assert.Equal(input, packet);
        });
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void DamagedRtcp_IsNeverAccepted(int profile)
    {
        using var sessions = new SrtpPair((SrtpProfile)profile);
        var genuine = Enumerable.Range(0, 8).Select(i => sessions.ProtectRtcp(bodyBytes: i * 20)).ToArray();
        Fuzzer.Bytes(genuine, input =>
        {
            var packet = input.ToArray();
            var status = sessions.Receiver.UnprotectRtcp(packet, out _);
            if (status == SrtpStatus.Ok) Assert.Contains(input, genuine);
            else Assert.Equal(input, packet);
        });
    }

    /// <summary>Loss, repeats, reordering and jumps of a sender over a path that repeats and reorders: each packet arrives once, as it was sent.</summary>
    [Theory]
    [MemberData(nameof(Profiles))]
    public void AnyOrderOfPackets_EachArrivesOnceAsSent(int profile) => Fuzzer.Operations(seed =>
    {
        var random = new Random(seed);
        using var sessions = new SrtpPair((SrtpProfile)profile);
        var next = random.Next(0x8000);
        var underWay = new List<(int Number, byte[] OnTheWire)>();
        var arrived = new HashSet<int>();
        for (var step = 0; step < 300; step++)
        {
            switch (random.Next(5))
            {
                case 0 or 1:
                    underWay.Add((next, sessions.ProtectRtp((ushort)next, next % 200)));
                    next += random.Next(20) == 0 ? random.Next(1, 500) : 1;
                    break;
                case 2 when underWay.Count > 0:
                    var again = underWay[random.Next(underWay.Count)].Number;
                    Assert.Equal(underWay.First(p => p.Number == again).OnTheWire, sessions.ProtectRtp((ushort)again, again % 200));
                    break;
                case 3 or 4 when underWay.Count > 0:
                    var (number, onTheWire) = underWay[random.Next(underWay.Count)];
                    var packet = onTheWire.ToArray();
                    var status = sessions.Receiver.UnprotectRtp(packet, out var length);
                    Assert.NotEqual(arrived.Contains(number), status == SrtpStatus.Ok);
                    if (status == SrtpStatus.Ok) Assert.Equal(SrtpPair.Rtp((ushort)number, number % 200), packet[..length]);
                    arrived.Add(number);
                    break;
                default:
                    break;
            }

            while (underWay.Count > 0 && underWay[0].Number < next - 900) underWay.RemoveAt(0); // else it would be too old
        }
    });
}
