namespace OwtClient.WebRtc.Negotiation;

/// <summary>The legal steps of the offer/answer exchange (RFC 9429 §3.2, without provisional answers and rollback).</summary>
internal static class SignalingStateMachine
{
    /// <summary>The state after a description is set, or false when it may not be set now.</summary>
    public static bool TryStep(SignalingState state, DescriptionSide side, SdpType type, out SignalingState next)
    {
        SignalingState? after = (state, side, type) switch
        {
            // stable --setLocal(offer)--> have-local-offer
            (SignalingState.Stable, DescriptionSide.Local, SdpType.Offer) => SignalingState.HaveLocalOffer,

            // have-local-offer --setLocal(offer)--> have-local-offer
            (SignalingState.HaveLocalOffer, DescriptionSide.Local, SdpType.Offer) => SignalingState.HaveLocalOffer,

            // have-local-offer --setRemote(answer)--> stable
            (SignalingState.HaveLocalOffer, DescriptionSide.Remote, SdpType.Answer) => SignalingState.Stable,

            // stable --setRemote(offer)--> have-remote-offer
            (SignalingState.Stable, DescriptionSide.Remote, SdpType.Offer) => SignalingState.HaveRemoteOffer,

            // have-remote-offer --setRemote(offer)--> have-remote-offer
            (SignalingState.HaveRemoteOffer, DescriptionSide.Remote, SdpType.Offer) => SignalingState.HaveRemoteOffer,

            // have-remote-offer --setLocal(answer)--> stable
            (SignalingState.HaveRemoteOffer, DescriptionSide.Local, SdpType.Answer) => SignalingState.Stable,

            _ => null,
        };
        next = after ?? state;
        return after is not null;
    }
}
