using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Tests.Srtp;

/// <summary>Bytes and keys that several tests share.</summary>
internal static class SrtpVectors
{
    public static byte[] Hex(string digits) => Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>The master key and salt of RFC 3711 appendix B.3.</summary>
    public static SrtpKeyMaterial Rfc3711B3() =>
        new(SrtpProfile.Aes128CmHmacSha1Tag80, Hex("E1F97A0D3E018BE0D64FA32C06DE4139"), Hex("0EC675AD498AFEEBB6960B3AABE6"));

    /// <summary>Two sessions that understand each other.</summary>
    public static (SrtpSession Sender, SrtpSession Receiver) Sessions(SrtpProfile profile, int maxSources = SrtpSession.DefaultMaxSources)
    {
        using var one = Material(profile, 1);
        using var other = Material(profile, 2);
        return (new SrtpSession(one, other, maxSources), new SrtpSession(other, one, maxSources));
    }

    public static SrtpKeyMaterial Material(SrtpProfile profile, byte seed)
    {
        var key = Enumerable.Range(0, profile.MasterKeyBytes()).Select(i => (byte)(seed + i)).ToArray();
        var salt = Enumerable.Range(0, profile.MasterSaltBytes()).Select(i => (byte)(seed * 16 + i)).ToArray();
        return new SrtpKeyMaterial(profile, key, salt);
    }

    /// <summary>An RTP packet with one contributing source and a header extension of one word: 24 bytes of header.</summary>
    public static byte[] RtpPacket(ushort sequenceNumber, uint ssrc = 0xcafebabe, int payloadBytes = 50)
    {
        byte[] packet =
        [
            0x91, 0x60, (byte)(sequenceNumber >> 8), (byte)sequenceNumber, 0, 0, 0, 1,
            (byte)(ssrc >> 24), (byte)(ssrc >> 16), (byte)(ssrc >> 8), (byte)ssrc,
            0, 0, 0, 7, 0xbe, 0xde, 0, 1, 0x10, 0x61, 0, 0,
            .. Enumerable.Range(0, payloadBytes).Select(i => (byte)(i + sequenceNumber)),
        ];
        return packet;
    }

    public static byte[] RtcpPacket(uint ssrc = 0xcafebabe) =>
        [0x80, 200, 0, 6, (byte)(ssrc >> 24), (byte)(ssrc >> 16), (byte)(ssrc >> 8), (byte)ssrc, .. Enumerable.Range(0, 20).Select(i => (byte)i)];

    public static byte[] ProtectRtp(SrtpSession session, byte[] packet)
    {
        var buffer = new byte[packet.Length + SrtpSession.MaxRtpOverheadBytes];
        packet.CopyTo(buffer, 0);
        Assert.Equal(SrtpStatus.Ok, session.ProtectRtp(buffer, packet.Length, out var length));
        return buffer[..length];
    }

    public static byte[] ProtectRtcp(SrtpSession session, byte[] packet)
    {
        var buffer = new byte[packet.Length + SrtpSession.MaxRtcpOverheadBytes];
        packet.CopyTo(buffer, 0);
        Assert.Equal(SrtpStatus.Ok, session.ProtectRtcp(buffer, packet.Length, out var length));
        return buffer[..length];
    }

    public static void AssertRtpArrives(byte[] expected, SrtpSession receiver, byte[] onTheWire)
    {
        var (status, packet) = UnprotectRtp(receiver, onTheWire);
        Assert.Equal(SrtpStatus.Ok, status);
        Assert.Equal(expected, packet);
    }

    public static void AssertRtcpArrives(byte[] expected, SrtpSession receiver, byte[] onTheWire)
    {
        var (status, packet) = UnprotectRtcp(receiver, onTheWire);
        Assert.Equal(SrtpStatus.Ok, status);
        Assert.Equal(expected, packet);
    }

    /// <summary>The plain packet, or the status if there is none; a refused packet must be left as it came.</summary>
    public static (SrtpStatus Status, byte[] Packet) UnprotectRtp(SrtpSession session, byte[] packet)
    {
        var buffer = packet.ToArray();
        var status = session.UnprotectRtp(buffer, out var length);
        if (status != SrtpStatus.Ok) Assert.Equal(packet, buffer);
        return (status, buffer[..length]);
    }

    /// <inheritdoc cref="UnprotectRtp"/>
    public static (SrtpStatus Status, byte[] Packet) UnprotectRtcp(SrtpSession session, byte[] packet)
    {
        var buffer = packet.ToArray();
        var status = session.UnprotectRtcp(buffer, out var length);
        if (status != SrtpStatus.Ok) Assert.Equal(packet, buffer);
        return (status, buffer[..length]);
    }
}
