namespace OwtClient.WebRtc.Streams;

/// <summary>What <see cref="ReceiveLog"/> knows about a packet that arrived.</summary>
internal enum ReceiveLogStatus
{
    /// <summary>Not received before.</summary>
    New,

    /// <summary>Received before.</summary>
    Duplicate,

    /// <summary>Further back than the log reaches.</summary>
    TooOld,
}
