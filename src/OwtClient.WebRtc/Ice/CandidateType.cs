namespace OwtClient.WebRtc.Ice;

/// <summary>How a candidate was learned (RFC 8445 §5.1.1).</summary>
internal enum CandidateType
{
    Host,
    ServerReflexive,
    PeerReflexive,
    Relay,
}
