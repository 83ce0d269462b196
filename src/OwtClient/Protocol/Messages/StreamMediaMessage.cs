namespace OwtClient.Protocol.Messages;

/// <summary>The tracks of a stream.</summary>
internal sealed record StreamMediaMessage
{
    public TrackMessage[]? Tracks { get; init; }
}
