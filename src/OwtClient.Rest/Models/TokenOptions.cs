namespace OwtClient.Rest.Models;

/// <summary>What a token request may say besides user and role.</summary>
public sealed record TokenOptions
{
    /// <summary>Where the user is, or null.</summary>
    public TokenPreference? Preference { get; init; }

    /// <summary>Domain of the stream engine to join, or null; for deployments that have one.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether user and role are signed with the request as well. They are the same then, and the role has to be printable ASCII.</summary>
    public bool SignUser { get; init; }
}
