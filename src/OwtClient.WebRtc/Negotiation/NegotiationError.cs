using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Why a description was not applied.</summary>
/// <param name="Rule">The rule of negotiation that is broken, or none.</param>
/// <param name="Syntax">The rule of syntax that is broken, or none.</param>
internal readonly record struct NegotiationError(NegotiationRule Rule, SdpParseError Syntax = default)
{
    public bool IsNone => Rule == NegotiationRule.None && Syntax.Kind == SdpParseErrorKind.None;

    /// <summary>Names the rule, for an exception.</summary>
    public override string ToString() =>
        Syntax.Kind != SdpParseErrorKind.None ? Syntax.ToString() : $"The description cannot be applied: {Rule}.";
}
