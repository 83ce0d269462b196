namespace OwtClient.WebRtc;

/// <summary>A candidate as signaling carries it (W3C RTCIceCandidateInit).</summary>
/// <param name="Candidate">
/// The candidate attribute without <c>a=</c>: <c>candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host</c> (RFC 8839 §5.1).
/// Empty: no more candidates will come.
/// </param>
/// <param name="SdpMid">The media section it belongs to, or null.</param>
/// <param name="SdpMLineIndex">Zero-based index of the media section, or null.</param>
/// <param name="UsernameFragment">The ICE generation it belongs to, or null for the current one.</param>
public sealed record IceCandidate(string Candidate, string? SdpMid = null, int? SdpMLineIndex = null, string? UsernameFragment = null)
{
    /// <summary>Whether this says that no more candidates will come.</summary>
    public bool IsEndOfCandidates => Candidate.Length == 0;
}
