namespace OwtClient.WebRtc.Srtp;

/// <summary>The keys of both directions, as one DTLS handshake yields them. Disposing clears both.</summary>
internal sealed class SrtpKeyPair(SrtpKeyMaterial local, SrtpKeyMaterial remote) : IDisposable
{
    /// <summary>The exporter label of RFC 5764 §4.2.</summary>
    public const string ExporterLabel = "EXTRACTOR-dtls_srtp";

    /// <summary>What we protect with.</summary>
    public SrtpKeyMaterial Local { get; } = local;

    /// <summary>What the peer protects with.</summary>
    public SrtpKeyMaterial Remote { get; } = remote;

    /// <summary>Bytes to ask the exporter for: both keys, then both salts.</summary>
    public static int ExportedBytes(SrtpProfile profile) => 2 * (profile.MasterKeyBytes() + profile.MasterSaltBytes());

    /// <summary>Splits exported keying material: client key, server key, client salt, server salt (RFC 5764 §4.2).</summary>
    /// <param name="profile">The negotiated profile.</param>
    /// <param name="exported">Exactly <see cref="ExportedBytes"/> bytes; the caller clears them.</param>
    /// <param name="localIsClient">Whether we were the DTLS client.</param>
    public static SrtpKeyPair FromExport(SrtpProfile profile, ReadOnlySpan<byte> exported, bool localIsClient)
    {
        if (exported.Length != ExportedBytes(profile)) throw new ArgumentException("Not this profile's length.", nameof(exported));
        var (key, salt) = (profile.MasterKeyBytes(), profile.MasterSaltBytes());
        var client = new SrtpKeyMaterial(profile, exported[..key], exported.Slice(2 * key, salt));
        var server = new SrtpKeyMaterial(profile, exported.Slice(key, key), exported.Slice(2 * key + salt, salt));
        return localIsClient ? new(client, server) : new(server, client);
    }

    public void Dispose()
    {
        Local.Dispose();
        Remote.Dispose();
    }
}
