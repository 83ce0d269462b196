namespace OwtClient.Streams;

/// <summary>What changed about a remote stream.</summary>
public enum StreamUpdate
{
    /// <summary>
    /// Sound or pictures were muted or unmuted: see <see cref="AudioSettings.IsMuted"/>, <see cref="VideoSettings.IsMuted"/>.
    /// </summary>
    Status,

    /// <summary>The layout of a mixed stream: see <see cref="RemoteMixedStream.Layout"/>.</summary>
    Layout,

    /// <summary>The active speaker of a mixed stream: see <see cref="RemoteMixedStream.ActiveInput"/>.</summary>
    ActiveInput,

    /// <summary>Settings and capabilities, all replaced; typically the picture size became known.</summary>
    Description,
}
