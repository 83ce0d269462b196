namespace OwtClient.WebRtc;

/// <summary>What a track carries (W3C <c>MediaStreamTrack.kind</c>).</summary>
public enum MediaKind
{
    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Moving pictures.</summary>
    Video,
}
