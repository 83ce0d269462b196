using OwtClient.SipSorcery.Negotiation;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Negotiation;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <content>Offers and answers.</content>
internal sealed partial class SipSorceryPeerConnection
{
    // The newest description: as the peer sees it, and as the negotiation wrote it.
    private (SdpType Type, string Told, string Own)? _created;
    private (SdpType Type, string Sdp)? _local;
    private (SdpType Type, string Sdp)? _remote;
    private readonly List<(NegotiatedSection Section, Sip.MediaStream Stream)> _streams = []; // filled before connecting begins
    private Task _starting = Task.CompletedTask;
    private bool _isStarted;
    private bool _isAgreed;

    public SessionDescription? LocalDescription
    {
        get
        {
            lock (_gate) return _local is var (type, sdp) ? new SessionDescription(type, WithCandidates(sdp)) : null;
        }
    }

    public SessionDescription? RemoteDescription
    {
        get
        {
            lock (_gate) return _remote is var (type, sdp) ? new SessionDescription(type, sdp) : null;
        }
    }

    public Task<SessionDescription> CreateOfferAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            ThrowIfAgreed();
            if (!_negotiation.CanSet(DescriptionSide.Local, SdpType.Offer)) throw WrongState("create an offer");
            if (_transceivers.Length == 0) throw new InvalidOperationException("There is nothing to offer: add a transceiver first.");
            if (!_negotiation.TryCreateOffer(WantedSections(), out var text))
                throw new InvalidOperationException("There are more codecs than payload types.");
            return Task.FromResult(Remember(SdpType.Offer, text));
        }
    }

    public Task<SessionDescription> CreateAnswerAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_negotiation.CanSet(DescriptionSide.Local, SdpType.Answer)) throw WrongState("create an answer");
            return Task.FromResult(Remember(SdpType.Answer, _negotiation.CreateAnswer(WantedSections())));
        }
    }

    /// <exception cref="SdpException">The description is not the newest one this connection created.</exception>
    public Task SetLocalDescriptionAsync(SessionDescription description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_negotiation.CanSet(DescriptionSide.Local, description.Type)) throw WrongState($"set a local {description.Type}");
            if (_created is not { } created || created.Type != description.Type || created.Told != description.Sdp
                || !_negotiation.TrySetLocal(new SessionDescription(created.Type, created.Own), out var outcome))
            {
                throw new SdpException("Only the newest description this connection created can be set as local description.");
            }

            _local = (created.Type, created.Told);
            BeginGathering(_negotiation.Local!.Media[0].Mid!);
            return Apply(outcome, description.Type == SdpType.Offer);
        }
    }

    /// <exception cref="NotSupportedException">The peer asks for something that SIPSorcery cannot do; the text names it.</exception>
    public Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_negotiation.CanSet(DescriptionSide.Remote, description.Type)) throw WrongState($"set a remote {description.Type}");
            ThrowIfAgreed();
            EngineLimits.Check(description);
            var error = _negotiation.SetRemote(description, out var outcome);
            if (!error.IsNone) throw new SdpException(error.ToString());
            _remote = (description.Type, description.Sdp);
            if (description.Type == SdpType.Offer) AddOfferedTransceivers();
            return Apply(outcome, description.Type == SdpType.Answer);
        }
    }

    private SessionDescription Remember(SdpType type, string own)
    {
        var told = EngineLimits.RemovePromises(own);
        _created = (type, told, own);
        return new SessionDescription(type, told);
    }

    private Task Apply(NegotiationOutcome? outcome, bool isOfferer)
    {
        if (outcome is null) return Task.CompletedTask;
        _isAgreed = true;
        foreach (var section in outcome.Sections)
        {
            if (FindTransceiver(section.Mid) is not { } transceiver) continue;
            transceiver.SetCurrentDirection(section.Direction);
            transceiver.Sender.Negotiate(section, null);
            transceiver.Receiver.Negotiate(section, null);
        }

        var started = Task.Run(() => Start(outcome, isOfferer)); // SIPSorcery blocks and calls back: outside the lock
        _starting = started.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return started;
    }

    /// <summary>Tells SIPSorcery what was agreed; connecting begins.</summary>
    private void Start(NegotiationOutcome outcome, bool isOfferer)
    {
        var live = EngineDescription.Live(outcome).ToArray();
        if (live.Length == 0) return; // nothing to connect for
        foreach (var section in live)
        {
            var transceiver = FindTransceiver(section.Mid)!;
            var stream = EngineTracks.Add(_engine, section, transceiver.Sender.Ssrc);
            transceiver.Sender.Negotiate(section, stream);
            transceiver.Receiver.Negotiate(section, stream);
            _streams.Add((section, stream));
        }

        var own = new Sip.RTCSessionDescriptionInit
        {
            type = isOfferer ? Sip.RTCSdpType.offer : Sip.RTCSdpType.answer,
            sdp = _local!.Value.Sdp,
        };
        var peer = new Sip.RTCSessionDescriptionInit
        {
            type = isOfferer ? Sip.RTCSdpType.answer : Sip.RTCSdpType.offer,
            sdp = EngineDescription.Write(outcome),
        };
        if (isOfferer) _engine.setLocalDescription(own);
        var result = _engine.setRemoteDescription(peer); // trap: a code, no exception
        if (result != Sip.SetDescriptionResultEnum.OK) throw new SdpException($"SIPSorcery does not take the description: {result}.");
        if (!isOfferer) _engine.setLocalDescription(own);
        EngineTracks.RemoveTelephoneEvents(_engine);
        lock (_gate)
        {
            _isStarted = true;
            foreach (var candidate in outcome.Transport.Candidates) _ = TryAddCandidateLocked(candidate); // others may do
            foreach (var candidate in _remoteCandidates) _engine.addIceCandidate(candidate);
            _remoteCandidates.Clear();
        }
    }

    /// <summary>Trap: later exchanges add sections for ever, reopen no closed one, and restart nothing.</summary>
    private void ThrowIfAgreed()
    {
        if (_isAgreed)
        {
            throw new NotSupportedException(
                "SIPSorcery cannot negotiate a second time (new sections, directions, ICE restart). Make a new connection.");
        }
    }

    private InvalidOperationException WrongState(string what) => new($"Cannot {what} in signaling state {_negotiation.State}.");
}
