using OwtClient.WebRtc;

namespace OwtClient.Benchmarks.Whole;

/// <summary>Holds candidates back until their receiver knows the description they belong to.</summary>
internal sealed class CandidateMail(PeerConnection receiver)
{
    private readonly Queue<IceCandidate> _waiting = new();
    private bool _open;

    public void Post(IceCandidate candidate)
    {
        lock (_waiting)
        {
            if (!_open)
            {
                _waiting.Enqueue(candidate);
                return;
            }
        }

        _ = receiver.AddIceCandidateAsync(candidate);
    }

    public void Open()
    {
        lock (_waiting)
        {
            _open = true;
            while (_waiting.TryDequeue(out var candidate)) _ = receiver.AddIceCandidateAsync(candidate);
        }
    }
}
