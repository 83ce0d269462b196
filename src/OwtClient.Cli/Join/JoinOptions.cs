using System.Net.Security;

namespace OwtClient.Cli.Join;

/// <summary>What <c>owt join</c> was asked to do.</summary>
internal sealed record JoinOptions
{
    /// <summary>A token to join with, or null to get one from <see cref="Server"/>.</summary>
    public string? Token { get; init; }

    /// <summary>Application server to ask for a token (PROTOCOL §8.11), or null.</summary>
    public Uri? Server { get; init; }

    /// <summary>Room to ask a token for, or null for the server's default room.</summary>
    public string? Room { get; init; }

    /// <summary>User name to ask a token for.</summary>
    public required string User { get; init; }

    /// <summary>Role to ask a token for.</summary>
    public required string Role { get; init; }

    /// <summary>Decides about the servers' certificates; null for the usual checks.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Media file to publish, or null for none.</summary>
    public string? PublishFile { get; init; }

    /// <summary>Whether the file begins anew when it is over.</summary>
    public bool Loop { get; init; }

    /// <summary>Which streams to receive.</summary>
    public SubscribeChoice Subscribe { get; init; }

    /// <summary>Folder to record received streams to, or null.</summary>
    public string? RecordFolder { get; init; }

    /// <summary>How long to stay, or null until interrupted (or, with a file that is not looped and nothing to receive, until it is over).</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Text to send to everybody after joining, or null.</summary>
    public string? Message { get; init; }
}
