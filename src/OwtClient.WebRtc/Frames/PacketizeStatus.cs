namespace OwtClient.WebRtc.Frames;

/// <summary>Whether a frame can be put into RTP payloads.</summary>
internal enum PacketizeStatus
{
    /// <summary>Payloads can be written now.</summary>
    Ok,

    /// <summary>The frame holds no data.</summary>
    Empty,

    /// <summary>The data is not a frame of this codec (H.264 without a start code, for example).</summary>
    Malformed,

    /// <summary>A codec packet that cannot be split is larger than one payload may be (audio).</summary>
    TooLarge,
}
