namespace OwtClient.Server.Rooms;

/// <summary>A subscribed track that is to take from another source.</summary>
internal sealed record SourceChange(SubscribedTrack Track, TrackChoice Source);
