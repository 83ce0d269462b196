using System.Text.Json;
using Microsoft.Extensions.Logging;
using OwtClient.Server.Validation;
using OwtClient.WebRtc;

namespace OwtClient.Server.Media;

/// <summary>One peer connection to a client, with the sessions that share it (PROTOCOL §5.1).</summary>
/// <remarks>
/// Everything that takes time runs on a queue of its own, in order: offers, candidates, changes of state. The client offers, this side
/// answers. A transport lives until its participant leaves, its connection ends, or it does not come up in time.
/// </remarks>
internal sealed partial class MediaTransport
{
    /// <summary>Longest time from the first answer to a connection.</summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly List<MediaSession> _sessions = [];
    private readonly MediaAgent _agent;
    private readonly IPeerConnectionFactory _factory;
    private readonly ILoggerFactory _loggers;
    private readonly SerialQueue _queue;
    private IPeerConnection? _connection; // queue only
    private ITimer? _connectTimer; // queue only
    private bool _isUp; // queue only
    private volatile bool _isSilent; // acts out a fault: says nothing more to anybody
    private volatile bool _ended; // nothing more is to be done but to clean up

    public MediaTransport(MediaAgent agent, string id, IPeerConnectionFactory factory, ILoggerFactory loggers)
    {
        _agent = agent;
        _factory = factory;
        _loggers = loggers;
        _queue = new SerialQueue(agent.Logger, CleanUpAsync);
        Id = id;
    }

    public string Id { get; }

    /// <summary>Completes when the transport is gone and its connection closed.</summary>
    public Task Completion => _queue.Completion;

    public void Add(MediaSession session)
    {
        lock (_gate) _sessions.Add(session);
    }

    public void Remove(MediaSession session)
    {
        lock (_gate) _sessions.Remove(session);
    }

    /// <summary>Does something on the transport's queue.</summary>
    public void Post(Action work) => _queue.TryPost(() =>
    {
        if (!_ended) work();
        return Task.CompletedTask;
    });

    /// <summary>Takes a signaling object of the client (PROTOCOL §4.10).</summary>
    public void HandleSignaling(JsonElement signaling)
    {
        if (_isSilent) return;
        var posted = SimpleRequests.TextOf(signaling, "type") switch
        {
            "offer" => _queue.TryPost(() => HandleOfferAsync(SimpleRequests.TextOf(signaling, "sdp"))),
            "candidate" => _queue.TryPost(() => HandleCandidateAsync(signaling)),
            _ => true, // answers and removed candidates have no effect (PROTOCOL §4.10)
        };
        if (!posted && !_ended) Task.Run(() => Fail("Too many signaling messages.")); // a client that floods its transport loses it
    }

    /// <summary>Stops sending and answering, and keeps to itself what becomes of the connection.</summary>
    public void Silence()
    {
        _isSilent = true;
        Post(SilenceConnection);
    }

    /// <summary>Ends the transport and its sessions without a word to the room, which knows.</summary>
    public void Stop()
    {
        _ended = true;
        _queue.Complete();
    }

    private async Task HandleCandidateAsync(JsonElement signaling)
    {
        if (_connection?.RemoteDescription is null || !signaling.TryGetProperty("candidate", out var candidate)) return;
        var text = SimpleRequests.TextOf(candidate, "candidate");
        if (text.Length > 0 && !text.StartsWith("a=candidate:", StringComparison.Ordinal))
        {
            Log.CandidateIgnored(_agent.Logger, Id, "without a="); // PROTOCOL §5.6
            return;
        }

        try
        {
            var mid = SimpleRequests.TextOf(candidate, "sdpMid");
            await _connection.AddIceCandidateAsync(
                new IceCandidate(text.Length > 0 ? text[2..] : "", mid.Length > 0 ? mid : null)).ConfigureAwait(false);
        }
        catch (SdpException e)
        {
            Log.CandidateIgnored(_agent.Logger, Id, e.Message);
        }
    }

    private void HandleState(PeerConnectionState state)
    {
        Log.ConnectionState(_agent.Logger, Id, state);
        switch (state)
        {
            case PeerConnectionState.Connected when !_isUp && !_isSilent:
                _isUp = true;
                _connectTimer?.Dispose();
                _agent.Events.OnTransportReady(Id);
                ActivateAnswered();
                break;
            case PeerConnectionState.Failed:
                Fail("Ice procedure failed."); // 4.x servers say it so; 5.x say nothing (PROTOCOL §5.7)
                break;
            case PeerConnectionState.Closed:
                Fail("Connection closed.");
                break;
        }
    }

    /// <summary>Lets the media of every answered session flow, and reports them.</summary>
    private void ActivateAnswered()
    {
        foreach (var session in Sessions())
        {
            if (!session.IsAnswered || session.IsReady) continue;
            session.IsReady = true;
            session.Activate();
        }
    }

    /// <summary>Ends the transport and reports its sessions as failed: the server never ends one silently.</summary>
    private void Fail(string reason)
    {
        if (_ended) return;
        Log.TransportEnded(_agent.Logger, Id, reason);
        _agent.Remove(Id);
        foreach (var session in _isSilent ? [] : Sessions()) FailSession(session, reason);
        _agent.Events.OnTransportClosed(Id);
        Stop();
    }

    private void FailSession(MediaSession session, string reason)
    {
        _agent.Forget(session);
        session.Close();
        _agent.Events.OnSessionFailed(Id, session.Id, reason);
    }

    private async Task CleanUpAsync()
    {
        _connectTimer?.Dispose();
        if (_isSilent) SilenceConnection();
        foreach (var session in Sessions())
        {
            _agent.Forget(session);
            session.Close();
        }

        if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private void SilenceConnection()
    {
        if (_connection is not null) EngineTracks.Silence(_connection);
    }

    private MediaSession[] Sessions()
    {
        lock (_gate) return [.. _sessions];
    }
}
