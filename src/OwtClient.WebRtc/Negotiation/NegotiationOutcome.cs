using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Ice;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>What a finished offer/answer exchange agreed on.</summary>
/// <param name="Sections">Audio and video sections in their order.</param>
/// <param name="Transport">The peer's side of the transport.</param>
/// <param name="DtlsRole">This side's role in the handshake.</param>
/// <param name="IceRole">This side's role in ICE: the offerer of the first exchange controls (RFC 8445 §6.1.1).</param>
internal sealed record NegotiationOutcome(
    IReadOnlyList<NegotiatedSection> Sections, NegotiatedTransport Transport, DtlsRole DtlsRole, IceRole IceRole);
