using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>A subscription that the server holds itself: a streaming-out, a recording or an analysis (PROTOCOL §8.8).</summary>
public sealed record ServerSubscription
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What it receives.</summary>
    public ServerSubscriptionMedia? Media { get; init; }

    /// <summary>Address of a streaming-out. It may carry credentials and is never printed.</summary>
    public string? Url { get; init; }

    /// <summary>Place of a recording.</summary>
    public RecordingStorage? Storage { get; init; }

    /// <summary>What the server says of an analysis.</summary>
    public JsonElement? Analytics { get; init; }

    /// <summary>Names the subscription only.</summary>
    public override string ToString() => $"subscription {Id}";
}
