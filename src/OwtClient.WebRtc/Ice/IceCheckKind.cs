namespace OwtClient.WebRtc.Ice;

/// <summary>What a binding request of ours is for.</summary>
internal enum IceCheckKind
{
    /// <summary>Finds out whether a pair works.</summary>
    Connectivity,

    /// <summary>Tells the controlled agent which pair to use (RFC 8445 §8.1.1).</summary>
    Nomination,

    /// <summary>Asks whether the peer still wants to receive (RFC 7675).</summary>
    Consent,
}
