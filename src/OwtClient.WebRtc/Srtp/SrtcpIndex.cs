namespace OwtClient.WebRtc.Srtp;

/// <summary>The word that SRTCP adds to a packet: E flag and 31-bit index (RFC 3711 §3.4).</summary>
internal static class SrtcpIndex
{
    public const uint EncryptedFlag = 0x8000_0000;
    public const uint Mask = 0x7fff_ffff;
}
