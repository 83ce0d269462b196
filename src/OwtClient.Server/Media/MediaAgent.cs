using System.Text.Json;
using Microsoft.Extensions.Logging;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Media;

/// <summary>The media side of one room: its transports, the sessions on them, and which track feeds which.</summary>
/// <remarks>Thread-safe. Nothing is called outward under its lock.</remarks>
internal sealed partial class MediaAgent(
    IMediaEvents events, IPeerConnectionFactory factory, ILoggerFactory loggers, TimeProvider time) : IMediaAgent
{
    private readonly object _gate = new();
    private readonly Dictionary<string, MediaTransport> _transports = [];
    private readonly Dictionary<string, MediaSession> _sessions = [];
    private readonly Dictionary<string, TrackSource> _sources = []; // by track id
    private readonly ILogger _logger = loggers.CreateLogger("OwtClient.Server.Media");
    private bool _disposed;

    public IMediaEvents Events => events;

    public ILogger Logger => _logger;

    public TimeProvider Time => time;

    /// <summary>Who speaks.</summary>
    public ActiveSpeakerDetector Speakers { get; } = new();

    public void OpenPublication(string transportId, string sessionId, IReadOnlyList<TrackRequest> tracks) =>
        Open(transportId, transport => new PublicationSession(this, transport, sessionId, tracks));

    public void OpenSubscription(string transportId, string sessionId, IReadOnlyList<SubscribedTrack> tracks) =>
        Open(transportId, transport => new SubscriptionSession(this, transport, sessionId, tracks));

    public void Signal(string transportId, JsonElement signaling)
    {
        MediaTransport? transport;
        lock (_gate) _transports.TryGetValue(transportId, out transport);
        transport?.HandleSignaling(signaling);
    }

    public void CloseSession(string sessionId)
    {
        MediaSession? session;
        lock (_gate) _sessions.Remove(sessionId, out session);
        session?.Close();
        CloseRecording(sessionId);
    }

    public void CloseTransport(string transportId)
    {
        if (Remove(transportId) is { } transport) transport.Stop();
    }

    public void SilenceTransport(string transportId)
    {
        MediaTransport? transport;
        lock (_gate) _transports.TryGetValue(transportId, out transport);
        transport?.Silence();
    }

    public void SetPublicationActive(string sessionId, MediaKind kind, bool isActive) => Find(sessionId)?.SetActive(kind, isActive);

    public void SetSubscriptionActive(string sessionId, MediaKind kind, bool isActive) => Find(sessionId)?.SetActive(kind, isActive);

    public void SetViewInputs(IReadOnlyCollection<string> sessionIds) => Speakers.SetInputs(sessionIds);

    public void SwitchSource(string sessionId, MediaKind kind, string? trackId)
    {
        if (Find(sessionId) is SubscriptionSession subscription) subscription.Switch(kind, trackId);
        FindRecording(sessionId)?.Switch(kind, trackId);
    }

    /// <summary>The source behind a track id, or null when it is gone.</summary>
    public TrackSource? FindSource(string trackId)
    {
        lock (_gate) return _sources.GetValueOrDefault(trackId);
    }

    public void AddSource(TrackSource source)
    {
        lock (_gate) _sources[source.TrackId] = source;
    }

    public void RemoveSource(TrackSource source)
    {
        lock (_gate)
        {
            if (_sources.GetValueOrDefault(source.TrackId) == source) _sources.Remove(source.TrackId);
        }
    }

    /// <summary>Forgets a transport.</summary>
    /// <returns>The transport, or null when it was forgotten before.</returns>
    public MediaTransport? Remove(string transportId)
    {
        lock (_gate) return _transports.Remove(transportId, out var transport) ? transport : null;
    }

    /// <summary>A session ended by itself.</summary>
    public void Forget(MediaSession session)
    {
        lock (_gate) _sessions.Remove(session.Id);
    }

    public async ValueTask DisposeAsync()
    {
        MediaTransport[] transports;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            transports = [.. _transports.Values];
            _transports.Clear();
        }

        CloseRecordings();
        foreach (var transport in transports) transport.Stop();
        foreach (var transport in transports) await transport.Completion.ConfigureAwait(false);
    }

    private void Open(string transportId, Func<MediaTransport, MediaSession> create)
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (!_transports.TryGetValue(transportId, out var transport))
            {
                transport = new MediaTransport(this, transportId, factory, loggers);
                _transports.Add(transportId, transport);
            }

            var session = create(transport);
            _sessions.Add(session.Id, session);
            transport.Add(session);
        }
    }

    private MediaSession? Find(string sessionId)
    {
        lock (_gate) return _sessions.GetValueOrDefault(sessionId);
    }
}
