using OwtClient.WebRtc.Ice;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Negotiation;

/// <summary>Candidates between the standard's form and SIPSorcery's.</summary>
internal static class EngineCandidates
{
    /// <summary>A candidate of this side as signaling carries it.</summary>
    /// <remarks>Trap: it writes no <c>candidate:</c>, and adds a word that no standard knows (<c>generation</c>).</remarks>
    public static string? ToAttribute(Sip.RTCIceCandidate candidate) =>
        CandidateAttribute.TryParse(candidate.ToString(), out var attribute) ? attribute.ToString() : null;

    /// <summary>A candidate of the peer for SIPSorcery.</summary>
    /// <param name="text">With or without <c>candidate:</c>.</param>
    /// <param name="usable">Null for one that cannot be used.</param>
    /// <returns>False for a malformed one.</returns>
    /// <remarks>
    /// Traps: a candidate of another section than the first is refused, although there is one transport; TCP is taken for UDP.
    /// </remarks>
    public static bool TryConvert(string text, out Sip.RTCIceCandidateInit? usable)
    {
        usable = null;
        if (!CandidateAttribute.TryParse(text, out var attribute)) return false;
        if (attribute.TryGetTransportAddress(out _))
            usable = new Sip.RTCIceCandidateInit { candidate = attribute.ToString(), sdpMid = "0", sdpMLineIndex = 0 };
        return true;
    }
}
