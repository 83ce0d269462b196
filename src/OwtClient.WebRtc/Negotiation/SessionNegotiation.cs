using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>The offer/answer exchanges of one connection: which description is in force, and what follows from it (RFC 9429 §3, §4).</summary>
/// <remarks>Pure: descriptions in, descriptions and outcomes out. Not thread-safe; its owner's lock guards it.</remarks>
internal sealed class SessionNegotiation(LocalSession identity)
{
    private LocalSession _identity = identity;
    private (string Text, SdpSession Session)? _createdOffer;
    private (string Text, SdpSession Session)? _createdAnswer;
    private SdpSession? _lastAgreedLocal;
    private SdpSession? _lastAgreedRemote;
    private DtlsRole? _dtlsRole;
    private IceRole? _iceRole;

    public SignalingState State { get; private set; } = SignalingState.Stable;

    /// <summary>The newest local description that was set, or null.</summary>
    public SdpSession? Local { get; private set; }

    /// <summary>The role of <see cref="Local"/>.</summary>
    public SdpType LocalType { get; private set; }

    /// <summary>The newest remote description that was set, or null.</summary>
    public SdpSession? Remote { get; private set; }

    /// <summary>The peer's user name fragment by <see cref="Remote"/>, or null.</summary>
    public string? RemoteUfrag { get; private set; }

    /// <summary>Writes an offer. False when there are more codecs than payload types.</summary>
    public bool TryCreateOffer(IReadOnlyList<LocalSection> sections, out string text)
    {
        var complete = OfferBuilder.TryBuild(NextIdentity(), sections, _lastAgreedLocal, out var offer);
        text = SdpWriter.Write(offer);
        _createdOffer = (text, offer);
        return complete;
    }

    /// <summary>Writes an answer to the remote offer, which must have been set.</summary>
    public string CreateAnswer(IReadOnlyList<LocalSection> sections)
    {
        var offer = Remote!;
        _ = RemoteDescription.TryReadTransport(offer, out var transport); // was checked when the offer was set
        var setup = SetupNegotiation.Answer(transport?.Setup ?? SdpSetup.ActPass, _dtlsRole);
        var answer = AnswerBuilder.Build(NextIdentity(), sections, offer, setup);
        var text = SdpWriter.Write(answer);
        _createdAnswer = (text, answer);
        return text;
    }

    public bool CanSet(DescriptionSide side, SdpType type) => SignalingStateMachine.TryStep(State, side, type, out _);

    /// <summary>Sets a description that <see cref="TryCreateOffer"/> or <see cref="CreateAnswer"/> wrote; anything else is refused.</summary>
    public bool TrySetLocal(SessionDescription description, out NegotiationOutcome? outcome)
    {
        outcome = null;
        var created = description.Type == SdpType.Offer ? _createdOffer : _createdAnswer;
        if (created is not { } own || own.Text != description.Sdp) return false;
        (Local, LocalType) = (own.Session, description.Type);
        Step(DescriptionSide.Local, description.Type);
        if (description.Type == SdpType.Answer) outcome = Agree(DescriptionSide.Local);
        return true;
    }

    /// <summary>Reads, checks and sets a description of the peer; on an error nothing changes.</summary>
    public NegotiationError SetRemote(SessionDescription description, out NegotiationOutcome? outcome)
    {
        outcome = null;
        if (!SdpParser.TryParse(description.Sdp, out var remote, out var syntax)) return new NegotiationError(NegotiationRule.None, syntax);
        var isAnswer = description.Type == SdpType.Answer;
        var rule = isAnswer ? RemoteDescription.CheckAnswer(Local!, remote) : RemoteDescription.CheckOffer(remote, _lastAgreedRemote);
        NegotiatedTransport? transport = null;
        if (rule == NegotiationRule.None) rule = RemoteDescription.TryReadTransport(remote, out transport);
        if (rule == NegotiationRule.None && isAnswer && transport!.Setup == SdpSetup.ActPass) rule = NegotiationRule.SetupConflict;
        if (rule != NegotiationRule.None) return new NegotiationError(rule);
        (Remote, RemoteUfrag) = (remote, transport!.IceUfrag);
        Step(DescriptionSide.Remote, description.Type);
        if (isAnswer) outcome = Agree(DescriptionSide.Remote);
        return default;
    }

    public void Close() => State = SignalingState.Closed;

    private NegotiationOutcome? Agree(DescriptionSide answerer)
    {
        (_lastAgreedLocal, _lastAgreedRemote) = (Local, Remote);
        if (RemoteDescription.TryReadTransport(Remote!, out var transport) != NegotiationRule.None) return null;
        _iceRole ??= transport!.IceLite || answerer == DescriptionSide.Remote ? IceRole.Controlling : IceRole.Controlled;
        _dtlsRole ??= answerer == DescriptionSide.Remote
            ? SetupNegotiation.OffererRole(transport!.Setup)
            : SetupNegotiation.AnswererRole(SetupNegotiation.Answer(transport!.Setup, null));
        var sections = Negotiator.Negotiate(Local!, Remote!, answerer);
        return new NegotiationOutcome(sections, transport!, _dtlsRole.Value, _iceRole.Value);
    }

    private LocalSession NextIdentity() =>
        _identity = _identity with { Origin = _identity.Origin with { Version = _identity.Origin.Version + 1 } };

    private void Step(DescriptionSide side, SdpType type)
    {
        if (SignalingStateMachine.TryStep(State, side, type, out var next)) State = next;
    }
}
