using OwtClient.SipSorcery.Negotiation;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Peer;
using OwtClient.WebRtc.Sdp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <content>Candidates of both sides.</content>
internal sealed partial class SipSorceryPeerConnection
{
    private const int MaxRemoteCandidates = 64;
    private readonly object _gatheredGate = new();
    private readonly List<string> _gathered = []; // attributes; SIPSorcery announces some more than once
    private readonly List<Sip.RTCIceCandidateInit> _remoteCandidates = []; // that came before SIPSorcery knew the peer
    private IceGatheringState _iceGatheringState;
    private string _gatheringMid = "";

    public event EventHandler<IceCandidate>? IceCandidateGathered;

    public IceGatheringState IceGatheringState
    {
        get
        {
            lock (_gatheredGate) return _iceGatheringState;
        }
    }

    public Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_negotiation.Remote is null)
                throw new InvalidOperationException("There is no remote description the candidate could belong to.");
            // One of another generation is of no use.
            if (candidate.UsernameFragment is { } ufrag && ufrag != _negotiation.RemoteUfrag) return Task.CompletedTask;
            if (candidate.IsEndOfCandidates) return Task.CompletedTask; // nothing there waits for it
            if (!TryAddCandidateLocked(candidate.Candidate)) throw new SdpException("The candidate is malformed.");
        }

        return Task.CompletedTask;
    }

    /// <summary>False for a malformed candidate; one that cannot be used is left out.</summary>
    private bool TryAddCandidateLocked(string text)
    {
        if (!EngineCandidates.TryConvert(text, out var usable)) return false;
        if (usable is null) Log.CandidateIgnored(_logger);
        else if (_isStarted) _engine.addIceCandidate(usable); // a queue takes it
        else if (_remoteCandidates.Count < MaxRemoteCandidates) _remoteCandidates.Add(usable);
        return true;
    }

    /// <summary>Announces what is gathered, from the beginning on: SIPSorcery begins when it is made.</summary>
    private void BeginGathering(string mid)
    {
        lock (_gatheredGate)
        {
            if (_iceGatheringState != IceGatheringState.New) return;
            (_iceGatheringState, _gatheringMid) = (IceGatheringState.Gathering, mid);
        }

        _engine.onicecandidate += OnEngineCandidate; // those it has are announced at once
        _engine.onicegatheringstatechange += OnEngineGathering;
        OnEngineGathering(_engine.iceGatheringState);
    }

    private void StopGathering()
    {
        _engine.onicecandidate -= OnEngineCandidate;
        _engine.onicegatheringstatechange -= OnEngineGathering;
    }

    private void OnEngineCandidate(Sip.RTCIceCandidate candidate)
    {
        if (EngineCandidates.ToAttribute(candidate) is not { } attribute) return;
        lock (_gatheredGate)
        {
            if (_iceGatheringState == IceGatheringState.Complete || _gathered.Contains(attribute)) return;
            _gathered.Add(attribute);
            Post(attribute);
        }
    }

    /// <summary>Trap: there is no last candidate, only a state, which is there before all candidates are when nobody listened.</summary>
    private void OnEngineGathering(Sip.RTCIceGatheringState state)
    {
        if (state != Sip.RTCIceGatheringState.complete) return;
        foreach (var candidate in _engine.GetRtpChannel().Candidates) OnEngineCandidate(candidate);
        lock (_gatheredGate)
        {
            if (_iceGatheringState == IceGatheringState.Complete) return;
            _iceGatheringState = IceGatheringState.Complete;
            Post("");
        }
    }

    private void Post(string attribute)
    {
        var announced = new IceCandidate(attribute, _gatheringMid, 0, _engine.GetRtpChannel().LocalIceUser);
        _events.Post(() => IceCandidateGathered?.Invoke(this, announced));
    }

    /// <summary>The description with the candidates so far in the section that carries the transport.</summary>
    private string WithCandidates(string description)
    {
        if (!SdpParser.TryParse(description, out var session, out _) || session.Media.Find(media => !media.IsRejected) is not { } carrier)
            return description;
        lock (_gatheredGate) carrier.Candidates.AddRange(_gathered.Select(attribute => attribute["candidate:".Length..]));
        return SdpWriter.Write(session);
    }
}
