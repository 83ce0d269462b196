using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using OwtClient.Rest.Http;

namespace OwtClient.Cli.Join;

/// <summary>Which certificates of the servers <c>owt join</c> accepts, of the one that gives tokens and of the portal.</summary>
internal static class CertificateTrust
{
    /// <summary>What <c>--insecure</c> is answered with.</summary>
    public const string Warning =
        "owt: warning: --insecure: no certificate is checked. Whoever is on the way can read and change everything, the token included. " +
        "Pin it with --cert-pin instead.";

    /// <summary>What decides about a certificate, or null for the usual checks.</summary>
    /// <param name="pin">SHA-256 of the one certificate to accept, or null.</param>
    /// <param name="insecure">Whether to accept any.</param>
    /// <exception cref="ArgumentException">The pin is malformed.</exception>
    [SuppressMessage("Security", "CA5359", Justification = "That is what --insecure asks for, and it is answered with a warning.")]
    public static RemoteCertificateValidationCallback? Create(string? pin, bool insecure)
    {
        if (pin is not null) return new CertificatePin(pin).Validate;
        return insecure ? (_, _, _, _) => true : null;
    }

    /// <summary>Says what is wrong with the options, or null.</summary>
    public static string? Explain(string? pin, bool insecure)
    {
        if (pin is not null && insecure) return "Give either --cert-pin or --insecure.";
        try
        {
            Create(pin, insecure);
            return null;
        }
        catch (ArgumentException)
        {
            return $"--cert-pin {pin} is not the SHA-256 of a certificate: 64 hexadecimal characters, with or without colons.";
        }
    }
}
