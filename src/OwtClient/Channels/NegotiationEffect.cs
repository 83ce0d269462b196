using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>What the owner of a <see cref="SessionNegotiation"/> is to do next.</summary>
internal abstract record NegotiationEffect
{
    private NegotiationEffect()
    {
    }

    /// <summary>Send <c>publish</c> or <c>subscribe</c>.</summary>
    public sealed record SendRequest : NegotiationEffect;

    public sealed record SendOffer(string TransportId) : NegotiationEffect;

    public sealed record ApplyAnswer(string Sdp) : NegotiationEffect;

    public sealed record SendCandidate(string TransportId, IceCandidate Candidate) : NegotiationEffect;

    public sealed record AddCandidate(string Candidate) : NegotiationEffect;

    /// <summary>Tell the application that media flows.</summary>
    public sealed record Open : NegotiationEffect;

    /// <summary>Tell the application that no media flows, and why.</summary>
    public sealed record Interrupt(ConferenceException Error) : NegotiationEffect;

    /// <summary>Tell the application that media flows again.</summary>
    public sealed record Continue : NegotiationEffect;

    /// <summary>Close the peer connection and tell the application.</summary>
    /// <param name="Reason">Why it ended, or null for a failure.</param>
    /// <param name="Error">The failure, or null.</param>
    /// <param name="Remove">The session to remove from the server, or null when it has none or knows.</param>
    /// <param name="IsRecoverable">Whether another session may well do where this one failed.</param>
    public sealed record Close(SessionEndReason? Reason, ConferenceException? Error, string? Remove, bool IsRecoverable) : NegotiationEffect;

    /// <summary>The server made the session after it had been given up: remove it.</summary>
    public sealed record RemoveOrphan(string SessionId) : NegotiationEffect;
}
