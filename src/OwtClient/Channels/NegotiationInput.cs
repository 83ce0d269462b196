using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>What can happen to a session: replies, progress messages, local events, time.</summary>
internal abstract record NegotiationInput
{
    private NegotiationInput()
    {
    }

    /// <summary>Begin.</summary>
    public sealed record Start : NegotiationInput;

    /// <summary>The server made the session.</summary>
    public sealed record Accepted(string SessionId, string TransportId) : NegotiationInput;

    /// <summary>The server made no session, or nobody knows.</summary>
    public sealed record Refused(ConferenceException Error) : NegotiationInput;

    /// <summary>The server did not take the offer.</summary>
    public sealed record OfferFailed(ConferenceException Error) : NegotiationInput;

    public sealed record AnswerReceived(string Sdp) : NegotiationInput;

    public sealed record AnswerApplied : NegotiationInput;

    /// <summary>The peer connection cannot work with the answer.</summary>
    public sealed record AnswerUnusable(ConferenceException Error) : NegotiationInput;

    public sealed record LocalCandidate(IceCandidate Candidate) : NegotiationInput;

    public sealed record RemoteCandidate(string Candidate) : NegotiationInput;

    /// <summary>The server's side of ICE and DTLS is up.</summary>
    public sealed record TransportReady : NegotiationInput;

    /// <summary>The server's room has linked the session up.</summary>
    public sealed record SessionReady : NegotiationInput;

    /// <summary>The server gave the session up.</summary>
    public sealed record SessionFailed(string Reason) : NegotiationInput;

    /// <summary>The server removed the published stream without being asked to.</summary>
    public sealed record Removed : NegotiationInput;

    /// <summary>The own side of ICE and DTLS is up.</summary>
    public sealed record PeerConnected : NegotiationInput;

    /// <summary>The server has not been heard for seconds; it may come back by itself.</summary>
    public sealed record PeerDisconnected : NegotiationInput;

    /// <summary>The own side of ICE or DTLS failed for good.</summary>
    public sealed record PeerFailed : NegotiationInput;

    /// <summary>The server ended the transport properly (DTLS close_notify).</summary>
    public sealed record PeerClosed : NegotiationInput;

    /// <summary>The participation that the session belonged to is over; the client goes on as somebody new.</summary>
    public sealed record ParticipationLost : NegotiationInput;

    /// <summary>The application or the client wants it to end.</summary>
    public sealed record Stop(SessionEndReason Reason) : NegotiationInput;

    /// <summary>The deadline may have passed.</summary>
    public sealed record TimeLimit : NegotiationInput;
}
