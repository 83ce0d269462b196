using OwtClient.WebRtc.Srtp;

namespace OwtClient.Fuzz.WebRtc;

/// <summary>A sender and a receiver with the same keys.</summary>
internal sealed class SrtpPair : IDisposable
{
    public SrtpPair(SrtpProfile profile)
    {
        using var one = Material(profile, 1);
        using var other = Material(profile, 2);
        (Sender, Receiver) = (new SrtpSession(one, other), new SrtpSession(other, one));
    }

    public SrtpSession Sender { get; }

    public SrtpSession Receiver { get; }

    public static byte[] Rtp(ushort sequenceNumber, int payloadBytes) =>
        [0x90, 96, (byte)(sequenceNumber >> 8), (byte)sequenceNumber, 0, 0, 0, 1, 0, 0, 0, 2, 0xbe, 0xde, 0, 1, 0x10, 0x61, 0, 0, .. Body(payloadBytes)];

    public byte[] ProtectRtp(ushort sequenceNumber, int payloadBytes)
    {
        byte[] buffer = [.. Rtp(sequenceNumber, payloadBytes), .. new byte[SrtpSession.MaxRtpOverheadBytes]];
        Assert.Equal(SrtpStatus.Ok, Sender.ProtectRtp(buffer, buffer.Length - SrtpSession.MaxRtpOverheadBytes, out var length));
        return buffer[..length];
    }

    public byte[] ProtectRtcp(int bodyBytes)
    {
        byte[] buffer = [0x80, 201, 0, (byte)(1 + bodyBytes / 4), 0, 0, 0, 2, .. Body(bodyBytes), .. new byte[SrtpSession.MaxRtcpOverheadBytes]];
        Assert.Equal(SrtpStatus.Ok, Sender.ProtectRtcp(buffer, buffer.Length - SrtpSession.MaxRtcpOverheadBytes, out var length));
        return buffer[..length];
    }

    public void Dispose()
    {
        Sender.Dispose();
        Receiver.Dispose();
    }

    private static IEnumerable<byte> Body(int bytes) => Enumerable.Range(0, bytes).Select(i => (byte)i);

    private static SrtpKeyMaterial Material(SrtpProfile profile, byte fill) => new(
        profile,
        Enumerable.Repeat(fill, profile.MasterKeyBytes()).ToArray(),
        Enumerable.Repeat(fill, profile.MasterSaltBytes()).ToArray());
}
