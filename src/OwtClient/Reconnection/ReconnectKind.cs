namespace OwtClient.Reconnection;

/// <summary>How a client came back.</summary>
public enum ReconnectKind
{
    /// <summary>
    /// In its old place: the same participant, the same publications and subscriptions, and every notification that was missed has been
    /// handed over; with protocols 1.0 and 1.1, which do not tell how many there are, they follow now (PROTOCOL §3.6).
    /// </summary>
    Resumed,

    /// <summary>
    /// As a new participant with a new id, since the server had given up the old place. Streams and participants were compared with what is
    /// there now; publications and subscriptions are being brought back. Messages sent to all meanwhile are lost.
    /// </summary>
    Rejoined,
}
