using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>One track of a subscription and where it comes from at the moment.</summary>
internal sealed class SubscribedTrack(MediaKind kind, string mid, TrackChoice source)
{
    public MediaKind Kind { get; } = kind;

    public string Mid { get; } = mid;

    /// <summary>Stream or mixed view it takes from.</summary>
    public string StreamId { get; private set; } = source.StreamId;

    /// <summary>Track of that stream, or of the view's input; null while a view has none.</summary>
    public string? TrackId { get; private set; } = source.TrackId;

    /// <summary>Whether it takes from a mixed view.</summary>
    public bool IsMixed => SourceCodec is null;

    /// <summary>Codec of the source; null for a mixed view.</summary>
    public RtpCodec? SourceCodec { get; private set; } = source.Codec;

    /// <summary>The negotiated codec; null until the session is ready.</summary>
    public RtpCodec? Codec { get; set; }

    public void SwitchTo(TrackChoice source) => (StreamId, TrackId, SourceCodec) = (source.StreamId, source.TrackId, source.Codec);

    /// <summary>The mixed view forwards another input.</summary>
    public void SwitchInput(string? trackId) => TrackId = trackId;
}
