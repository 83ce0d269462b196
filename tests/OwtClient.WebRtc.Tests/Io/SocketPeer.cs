using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Tests.Io;

/// <summary>The smallest owner of an agent on real sockets: a lock, a timer, a share of a transport.</summary>
internal sealed class SocketPeer : IDatagramHandler, IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly byte[] _buffer = new byte[IceAgent.MaxDatagramLength];
    private readonly MonotonicClock _clock = new(TimeProvider.System);
    private readonly DeadlineTimer _timer;
    private readonly UdpRegistration _registration;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<byte[]> _data = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketPeer(UdpTransport transport, IceRole role)
    {
        var credentials = IceCredentials.Create(CryptoRandomSource.Instance);
        _timer = new DeadlineTimer(_clock, OnTimer);
        _registration = transport.Register(credentials.Ufrag, this);
        Agent = new IceAgent(role, CryptoRandomSource.Instance, paths: _registration, credentials: credentials);
        lock (_gate)
        {
            foreach (var address in _registration.LocalAddresses) Agent.AddLocalCandidate(_clock.Now, Candidate.CreateHost(address));
        }
    }

    public IceAgent Agent { get; }

    /// <summary>Ends when a pair is selected.</summary>
    public Task Connected => _connected.Task;

    /// <summary>The first datagram that is not STUN.</summary>
    public Task<byte[]> Data => _data.Task;

    public UdpPath Path { get; private set; } = null!;

    public void Learn(SocketPeer other)
    {
        CandidateAttribute[] candidates;
        lock (other._gate) candidates = [.. other.Agent.LocalCandidates.Select(c => c.ToAttribute())];
        lock (_gate)
        {
            Agent.SetRemoteCredentials(_clock.Now, other.Agent.LocalUfrag, other.Agent.LocalPassword);
            foreach (var candidate in candidates) Agent.AddRemoteCandidate(_clock.Now, candidate);
            DrainLocked();
        }
    }

    public void HandleDatagram(Span<byte> datagram, TransportAddress @base, TransportAddress remote)
    {
        if (!StunMessageReader.LooksLikeStun(datagram))
        {
            if (!_data.Task.IsCompleted) _data.TrySetResult(datagram.ToArray());
            return;
        }

        lock (_gate)
        {
            Agent.HandleDatagram(_clock.Now, @base, remote, datagram);
            DrainLocked();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) Agent.Close();
        _registration.Dispose();
        await _timer.DisposeAsync();
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _timer.HandleFired();
            Agent.HandleTimeout(_clock.Now);
            DrainLocked();
        }
    }

    private void DrainLocked()
    {
        while (Agent.TryPollTransmit(_buffer, out var transmit))
        {
            _registration.Send(_buffer.AsSpan(0, transmit.Length), transmit.Base, transmit.Remote);
        }

        while (Agent.TryPollEvent(out _))
        {
        }

        if (Agent.SelectedPair is { } pair)
        {
            Path = _registration.GetPath(pair.Base, pair.RemoteAddress)!;
            _connected.TrySetResult();
        }

        _timer.Arm(Agent.Deadline);
    }
}
