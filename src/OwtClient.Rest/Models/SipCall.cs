using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>A SIP call of a room (PROTOCOL §8.9).</summary>
public sealed record SipCall
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The other end.</summary>
    public string? Peer { get; init; }

    /// <summary><c>dial-in</c> or <c>dial-out</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The stream that the peer sends, in the server's internal form.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>What the peer receives.</summary>
    public ServerSubscription? Output { get; init; }
}
