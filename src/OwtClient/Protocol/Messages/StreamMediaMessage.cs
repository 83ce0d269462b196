namespace OwtClient.Protocol.Messages;

/// <summary>The media of a stream: tracks in protocol 1.2, a member for each kind before (see <see cref="LegacyMedia"/>).</summary>
internal sealed record StreamMediaMessage
{
    public TrackMessage[]? Tracks { get; init; }

    public LegacyAudioMessage? Audio { get; init; }

    public LegacyVideoMessage? Video { get; init; }
}
