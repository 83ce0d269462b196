namespace OwtClient.WebRtc.Streams;

/// <summary>How <see cref="RtpRouter{TStream}"/> came by its answer; an <see cref="Unroutable"/> packet is dropped.</summary>
internal enum RtpRouteStatus
{
    /// <summary>The source was signalled, or learned from an earlier packet.</summary>
    KnownSource,

    /// <summary>The packet named its section, and its layer where there are several.</summary>
    Identified,

    /// <summary>Its payload type belongs to one section alone.</summary>
    UniquePayloadType,

    /// <summary>Nothing says where it belongs, or it names a section or layer that does not exist.</summary>
    Unroutable,
}
