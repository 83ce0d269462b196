namespace OwtClient.WebRtc.Negotiation;

/// <summary>The rule that a description breaks so badly that it cannot be applied.</summary>
internal enum NegotiationRule
{
    /// <summary>None is broken.</summary>
    None,

    /// <summary>A section has no <c>mid</c> and cannot be told apart.</summary>
    MissingMid,

    /// <summary>Two sections have the same <c>mid</c>.</summary>
    DuplicateMid,

    /// <summary>No ICE user name fragment and password for the transport.</summary>
    MissingIceCredentials,

    /// <summary>No certificate fingerprint for the transport.</summary>
    MissingFingerprint,

    /// <summary>An answer that says <c>actpass</c>, or both sides insist on the same role.</summary>
    SetupConflict,

    /// <summary>An answer has another number of sections than the offer, or a later offer has fewer than before.</summary>
    SectionsMissing,

    /// <summary>A section has another <c>mid</c> or kind than at the same place before.</summary>
    SectionChanged,

    /// <summary>Every section is rejected.</summary>
    NothingAccepted,
}
