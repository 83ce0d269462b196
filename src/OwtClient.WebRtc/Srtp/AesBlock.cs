namespace OwtClient.WebRtc.Srtp;

internal static class AesBlock
{
    /// <summary>The block length of AES in bytes.</summary>
    public const int Bytes = 16;
}
