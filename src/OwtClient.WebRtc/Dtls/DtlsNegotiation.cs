using System.Net.Security;
using System.Security.Cryptography;
using Org.BouncyCastle.Tls;
using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Dtls;

/// <summary>What both roles do alike during a handshake: choose the SRTP profile, authenticate the peer, export the keys.</summary>
/// <remarks>Used on the handshake's thread only. Failures are raised as the alert the peer gets, and remembered with our reason.</remarks>
internal sealed class DtlsNegotiation(DtlsEngineOptions options)
{
    private SrtpProfile? _profile;
    private byte[]? _peerCertificate;

    public DtlsEngineOptions Options { get; } = options;

    /// <summary>Our reason for the alert we raised, if it is one of ours.</summary>
    public DtlsFailure? Failure { get; private set; }

    /// <summary>Set when the handshake is complete.</summary>
    public DtlsHandshakeResult? Result { get; private set; }

    /// <summary>The use_srtp extension of a client: all our profiles, no MKI (RFC 5764 §4.1).</summary>
    public UseSrtpData Offer() => new([.. Options.SrtpProfiles.Select(p => (int)p)], []);

    /// <summary>
    /// Chooses the first of the client's profiles that we allow: OWT servers, which are always the client, put first what they use most
    /// (PROTOCOL §6.4).
    /// </summary>
    public UseSrtpData Answer(UseSrtpData? offered)
    {
        foreach (var profile in offered?.ProtectionProfiles ?? [])
        {
            if (!Options.SrtpProfiles.Contains((SrtpProfile)profile)) continue;
            _profile = (SrtpProfile)profile;
            return new UseSrtpData([profile], []); // an offered MKI is not taken up, which is ours to decide (RFC 5764 §4.1.3)
        }

        throw Fail(DtlsFailure.NoCommonSrtpProfile, AlertDescription.handshake_failure);
    }

    /// <summary>Takes the server's choice.</summary>
    public void Accept(UseSrtpData? answered)
    {
        if (answered is not { ProtectionProfiles: [var chosen], Mki.Length: 0 } || !Options.SrtpProfiles.Contains((SrtpProfile)chosen))
        {
            throw Fail(DtlsFailure.NoCommonSrtpProfile, AlertDescription.illegal_parameter);
        }

        _profile = (SrtpProfile)chosen;
    }

    /// <summary>Compares the peer's own certificate with the signalled fingerprints; its chain, dates and key size do not matter.</summary>
    public void Authenticate(Certificate? certificate)
    {
        if (certificate is null || certificate.IsEmpty) throw Fail(DtlsFailure.FingerprintMismatch, AlertDescription.handshake_failure);
        var encoded = certificate.GetCertificateAt(0).GetEncoded();
        if (!DtlsFingerprint.AnyMatches(Options.RemoteFingerprints, encoded))
        {
            throw Fail(DtlsFailure.FingerprintMismatch, AlertDescription.bad_certificate);
        }

        _peerCertificate = encoded;
    }

    /// <summary>Exports the SRTP keys, while the master secret is still there.</summary>
    public void Complete(TlsContext context, bool localIsClient)
    {
        if (_peerCertificate is null) throw Fail(DtlsFailure.FingerprintMismatch, AlertDescription.handshake_failure);
        if (_profile is not { } profile) throw Fail(DtlsFailure.NoCommonSrtpProfile, AlertDescription.handshake_failure);

        // The exporter of RFC 5705 §4, spelled out. Deviates from RFC 7627 §5.4, which forbids exporting without extended_master_secret:
        // peers with old libraries lack it, and the fingerprints signalled both ways already rule out the attack that it prevents.
        var parameters = context.SecurityParameters;
        byte[] seed = [.. parameters.ClientRandom, .. parameters.ServerRandom];
        var exported = TlsUtilities
            .Prf(parameters, parameters.MasterSecret, SrtpKeyPair.ExporterLabel, seed, SrtpKeyPair.ExportedBytes(profile))
            .Extract();
        var keys = SrtpKeyPair.FromExport(profile, exported, localIsClient);
        CryptographicOperations.ZeroMemory(exported);
        Result = new(profile, keys, _peerCertificate, ((TlsCipherSuite)parameters.CipherSuite).ToString());
    }

    private TlsFatalAlert Fail(DtlsFailure failure, short alert)
    {
        Failure = failure;
        return new TlsFatalAlert(alert);
    }
}
