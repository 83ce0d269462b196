namespace OwtClient.WebRtc.Streams;

/// <summary>What <see cref="SourceAdmission"/> makes of a packet.</summary>
internal enum AdmissionStatus
{
    /// <summary>A packet of the running sequence, not seen before.</summary>
    Accepted,

    /// <summary>The first packet of a source, or of a source that began anew.</summary>
    Restarted,

    /// <summary>Received before.</summary>
    Duplicate,

    /// <summary>From before the beginning, from further back than is remembered, or from a source that was just replaced.</summary>
    Late,

    /// <summary>Its sequence number is far off; the source has begun anew if the next one follows it.</summary>
    Astray,
}
