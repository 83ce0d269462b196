using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>Keeps header extensions out of packets that are encrypted twice (RFC 8723).</summary>
/// <remarks>
/// Trap: two SIPSorcery peers choose a profile that encrypts twice, and read the header extensions of each other's packets as payload
/// under it. No other peer offers such a profile.
/// </remarks>
internal static class DoubleEncryption
{
    private const int OneTag = 16; // bytes that authenticated encryption adds once (RFC 7714 §12)

    /// <summary>To be called when the handshake is done, before any media flows.</summary>
    public static void RemoveExtensions(Sip.MediaStream stream)
    {
        if (stream.GetSecurityContext()?.ProtectRtpPacket.Target is not Sip.DtlsSrtpTransport { Context: { } context }) return;
        if (context.CalculateRequiredSrtpPayloadLength(0) > OneTag) stream.LocalTrack?.HeaderExtensions.Clear();
    }
}
