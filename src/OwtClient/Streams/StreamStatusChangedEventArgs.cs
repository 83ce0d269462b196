namespace OwtClient.Streams;

/// <summary>The sound or the pictures of a remote stream were muted or unmuted.</summary>
/// <param name="stream">Which stream.</param>
/// <param name="tracks">Sound or pictures. When both were muted at once there are two events.</param>
/// <param name="isMuted">Whether they are muted now.</param>
public sealed class StreamStatusChangedEventArgs(RemoteStream stream, TrackKinds tracks, bool isMuted)
    : StreamUpdatedEventArgs(stream, StreamUpdate.Status)
{
    /// <summary>Sound or pictures.</summary>
    public TrackKinds Tracks { get; } = tracks;

    /// <summary>Whether they are muted now.</summary>
    public bool IsMuted { get; } = isMuted;
}
