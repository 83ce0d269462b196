namespace OwtClient.Protocol.Messages;

/// <summary>What changes about one kind of media of a subscription.</summary>
internal sealed record TrackUpdate
{
    /// <summary>Stream or track to receive from now on, or null for the same. A new one resets the parameters.</summary>
    public string? From { get; init; }

    /// <summary>Video only: what changes about them, or null for nothing.</summary>
    public TrackParametersRequest? Parameters { get; init; }
}
