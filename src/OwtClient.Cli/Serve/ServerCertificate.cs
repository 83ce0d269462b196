using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OwtClient.Cli.Serve;

/// <summary>The certificate of <c>owt serve</c>, from PEM files.</summary>
internal static class ServerCertificate
{
    /// <summary>Reads a certificate and its key.</summary>
    /// <param name="path">PEM file with the certificate.</param>
    /// <param name="keyPath">PEM file with its private key, or null when that is in the same file.</param>
    /// <exception cref="CommandFailedException">A file cannot be read, or holds something else.</exception>
    public static X509Certificate2 Read(string path, string? keyPath)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(path, keyPath);
            // Windows serves with keys only that came from a PKCS #12 store.
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            var where = keyPath is null ? path : $"{path} and {keyPath}";
            var advice = "Give PEM files; --cert-key when the key stands alone.";
            throw new CommandFailedException($"no certificate with a private key in {where}: {e.Message} {advice}", e);
        }
    }

    /// <summary>What <c>owt join --cert-pin</c> takes.</summary>
    public static string PinOf(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
}
