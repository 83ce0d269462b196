namespace OwtClient.Protocol.Messages;

/// <summary>What an <c>update</c> of a subscription changes (PROTOCOL §4.9); members that are null stay as they are.</summary>
internal sealed record SubscriptionUpdate
{
    /// <summary>The sound.</summary>
    public TrackUpdate? Audio { get; init; }

    /// <summary>The pictures.</summary>
    public TrackUpdate? Video { get; init; }
}
