using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>A binding request of ours that is waiting for its answer.</summary>
/// <param name="Pair">The pair it travels.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Role">Our role when it was first sent; an answer about roles is about this one.</param>
/// <param name="Transaction">When to send it.</param>
internal sealed record IceCheck(CandidatePair Pair, IceCheckKind Kind, IceRole Role, StunTransaction Transaction);
