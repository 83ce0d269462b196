namespace OwtClient.Streams;

/// <summary>What changed about a remote stream.</summary>
public enum StreamUpdate
{
    /// <summary>
    /// Sound or pictures were muted or unmuted: a <see cref="StreamStatusChangedEventArgs"/>.
    /// </summary>
    Status,

    /// <summary>The layout of a mixed stream: a <see cref="StreamLayoutChangedEventArgs"/>.</summary>
    Layout,

    /// <summary>The speaker of a mixed or active-audio stream: a <see cref="StreamActiveInputChangedEventArgs"/>.</summary>
    ActiveInput,

    /// <summary>Settings and capabilities, all replaced; typically the picture size became known.</summary>
    Description,
}
