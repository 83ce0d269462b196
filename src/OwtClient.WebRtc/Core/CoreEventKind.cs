namespace OwtClient.WebRtc.Core;

/// <summary>What a <see cref="CoreEvent"/> is about.</summary>
internal enum CoreEventKind
{
    /// <summary>Combined state of ICE and DTLS.</summary>
    ConnectionStateChanged,

    IceStateChanged,

    /// <summary>Data goes another way from now on, or a first way was found, or there is none any more.</summary>
    PathChanged,

    /// <summary>A receiver wants a key frame of a sent stream.</summary>
    KeyFrameRequested,

    /// <summary>A STUN server told how a socket looks from outside.</summary>
    CandidateFound,

    /// <summary>Every STUN server answered or was given up.</summary>
    GatheringDone,
}
