using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Peer;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc;

/// <summary>Candidates of both sides.</summary>
public sealed partial class PeerConnection
{
    private readonly object _gatheredGate = new(); // taken last: under the driver's lock, too
    private readonly List<string> _gathered = []; // attribute values
    private readonly CancellationTokenSource _gatheringStop = new();
    private Task _gathering = Task.CompletedTask;
    private string _gatheringMid = "";

    /// <inheritdoc/>
    public Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_negotiation.Remote is null) throw new InvalidOperationException("There is no remote description the candidate could belong to.");
            if (candidate.UsernameFragment is { } ufrag && ufrag != _negotiation.RemoteUfrag) return Task.CompletedTask; // of another generation
            if (!_driver.TryAddRemoteCandidate(candidate)) throw new SdpException("The candidate is malformed.");
        }

        return Task.CompletedTask;
    }

    void IConnectionObserver.HandleCandidate(Candidate candidate) => Announce(candidate);

    void IConnectionObserver.HandleGatheringDone() => FinishGathering();

    /// <summary>Opens sockets with the first local description, announces their addresses, and asks STUN servers for more.</summary>
    private void Gather()
    {
        if (_iceGatheringState != IceGatheringState.New) return;
        _iceGatheringState = IceGatheringState.Gathering;
        _gatheringMid = _negotiation.Local!.Media[0].Mid!;
        foreach (var candidate in _driver.Gather()) Announce(candidate);
        var servers = _stunServers.Select(_options.IceServers);
        if (servers.Count == 0) FinishGathering();
        else _gathering = GatherFromAsync(servers);
    }

    private async Task GatherFromAsync(IReadOnlyList<StunUri> servers)
    {
        var addresses = await _stunServers.ResolveAsync(servers, _gatheringStop.Token).ConfigureAwait(false);
        _driver.GatherFrom(addresses);
    }

    private void Announce(Candidate candidate)
    {
        var attribute = candidate.ToAttribute().ToString();
        lock (_gatheredGate) _gathered.Add(attribute["candidate:".Length..]);
        var announced = new IceCandidate(attribute, _gatheringMid, 0, _driver.Credentials.Ufrag);
        _events.Post(() => IceCandidateGathered?.Invoke(this, announced));
    }

    private void FinishGathering()
    {
        _iceGatheringState = IceGatheringState.Complete;
        var end = new IceCandidate("", _gatheringMid, 0, _driver.Credentials.Ufrag);
        _events.Post(() => IceCandidateGathered?.Invoke(this, end));
    }

    /// <summary>The description with the candidates so far in the section that carries the transport.</summary>
    private string WriteWithCandidates(SdpSession local)
    {
        var carrier = local.Media.Find(media => !media.IsRejected);
        if (carrier is null) return SdpWriter.Write(local);
        carrier.Candidates.Clear();
        lock (_gatheredGate) carrier.Candidates.AddRange(_gathered);
        var text = SdpWriter.Write(local);
        carrier.Candidates.Clear();
        return text;
    }
}
