using OwtClient.WebRtc.Negotiation;

namespace OwtClient.WebRtc.Tests.Negotiation;

public class SignalingStateMachineTests
{
    private static readonly Dictionary<(SignalingState, DescriptionSide, SdpType), SignalingState> Legal = new()
    {
        [(SignalingState.Stable, DescriptionSide.Local, SdpType.Offer)] = SignalingState.HaveLocalOffer,
        [(SignalingState.HaveLocalOffer, DescriptionSide.Local, SdpType.Offer)] = SignalingState.HaveLocalOffer,
        [(SignalingState.HaveLocalOffer, DescriptionSide.Remote, SdpType.Answer)] = SignalingState.Stable,
        [(SignalingState.Stable, DescriptionSide.Remote, SdpType.Offer)] = SignalingState.HaveRemoteOffer,
        [(SignalingState.HaveRemoteOffer, DescriptionSide.Remote, SdpType.Offer)] = SignalingState.HaveRemoteOffer,
        [(SignalingState.HaveRemoteOffer, DescriptionSide.Local, SdpType.Answer)] = SignalingState.Stable,
    };

    /// <summary>The whole matrix: the six edges of RFC 9429 §3.2 lead where they should, everything else leads nowhere.</summary>
    [Fact]
    public void EveryStep_IsLegalOnlyIfListed()
    {
        foreach (var state in Enum.GetValues<SignalingState>())
        foreach (var side in Enum.GetValues<DescriptionSide>())
        foreach (var type in Enum.GetValues<SdpType>())
        {
            var legal = Legal.TryGetValue((state, side, type), out var expected);
            Assert.Equal(legal, SignalingStateMachine.TryStep(state, side, type, out var next));
            Assert.Equal(legal ? expected : state, next);
        }
    }
}
