namespace OwtClient.WebRtc.Srtp;

/// <summary>An SRTP protection profile; the values are those of the use_srtp extension (RFC 5764 §4.1.2, RFC 7714 §14.2).</summary>
internal enum SrtpProfile
{
    /// <summary>AES-128 counter mode with an 80-bit HMAC-SHA1 tag.</summary>
    Aes128CmHmacSha1Tag80 = 0x0001,

    /// <summary>AES-128 in Galois/counter mode with a 128-bit tag.</summary>
    AeadAes128Gcm = 0x0007,

    /// <summary>AES-256 in Galois/counter mode with a 128-bit tag.</summary>
    AeadAes256Gcm = 0x0008,
}
