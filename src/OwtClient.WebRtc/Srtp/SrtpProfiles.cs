namespace OwtClient.WebRtc.Srtp;

/// <summary>What a profile prescribes: the lengths of its master key and salt in bytes, and the order we prefer profiles in.</summary>
internal static class SrtpProfiles
{
    /// <summary>The supported profiles, cheapest first: one pass of GCM costs less than counter mode and HMAC-SHA1 in turn.</summary>
    public static IReadOnlyList<SrtpProfile> Preferred { get; } =
        [SrtpProfile.AeadAes128Gcm, SrtpProfile.AeadAes256Gcm, SrtpProfile.Aes128CmHmacSha1Tag80];

    public static int MasterKeyBytes(this SrtpProfile profile) => profile switch
    {
        SrtpProfile.Aes128CmHmacSha1Tag80 or SrtpProfile.AeadAes128Gcm => 16,
        SrtpProfile.AeadAes256Gcm => 32,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "Not an SRTP profile of this engine."),
    };

    /// <summary>112 bits for counter mode (RFC 3711 §8.2), 96 bits for GCM (RFC 7714 §12).</summary>
    public static int MasterSaltBytes(this SrtpProfile profile) => profile == SrtpProfile.Aes128CmHmacSha1Tag80 ? 14 : 12;
}
