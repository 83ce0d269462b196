using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc;

/// <summary>Candidates of both sides.</summary>
public sealed partial class PeerConnection
{
    private readonly List<string> _gathered = []; // attribute values, under the lock

    /// <inheritdoc/>
    public Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_negotiation.Remote is null) throw new InvalidOperationException("There is no remote description the candidate could belong to.");
            if (!_driver.TryAddRemoteCandidate(candidate)) throw new SdpException("The candidate is malformed.");
        }

        return Task.CompletedTask;
    }

    /// <summary>Opens sockets with the first local description, and announces their addresses.</summary>
    private void Gather()
    {
        if (_iceGatheringState != IceGatheringState.New) return;
        _iceGatheringState = IceGatheringState.Gathering;
        var mid = _negotiation.Local!.Media[0].Mid;
        var ufrag = _driver.Credentials.Ufrag;
        foreach (var candidate in _driver.Gather())
        {
            var attribute = candidate.ToAttribute().ToString();
            _gathered.Add(attribute["candidate:".Length..]);
            var announced = new IceCandidate(attribute, mid, 0, ufrag);
            _events.Post(() => IceCandidateGathered?.Invoke(this, announced));
        }

        _iceGatheringState = IceGatheringState.Complete;
        var end = new IceCandidate("", mid, 0, ufrag);
        _events.Post(() => IceCandidateGathered?.Invoke(this, end));
    }

    /// <summary>The description with the candidates so far in the section that carries the transport.</summary>
    private string WriteWithCandidates(SdpSession local)
    {
        var carrier = local.Media.Find(media => !media.IsRejected);
        if (carrier is null) return SdpWriter.Write(local);
        carrier.Candidates.Clear();
        carrier.Candidates.AddRange(_gathered);
        var text = SdpWriter.Write(local);
        carrier.Candidates.Clear();
        return text;
    }
}
