namespace OwtClient.WebRtc.Negotiation;

/// <summary>The profile part of <c>profile-level-id</c>; the level may differ between sender and receiver (RFC 6184 §8.1).</summary>
internal enum H264Profile
{
    ConstrainedBaseline,
    Baseline,
    Main,
    Extended,
    High,
    Other,
}
