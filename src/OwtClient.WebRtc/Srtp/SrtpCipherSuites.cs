namespace OwtClient.WebRtc.Srtp;

internal static class SrtpCipherSuites
{
    /// <summary>The suite of that profile with session keys derived from <paramref name="master"/>, which stays the caller's.</summary>
    public static ISrtpCipherSuite Create(SrtpKeyMaterial master) =>
        master.Profile == SrtpProfile.Aes128CmHmacSha1Tag80 ? new AesCmHmacSha1Suite(master) : AesGcmSuite.Derive(master);
}
