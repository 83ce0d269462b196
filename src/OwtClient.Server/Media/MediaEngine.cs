using OwtClient.WebRtc;

namespace OwtClient.Server.Media;

/// <summary>The peer connection factory of a server, and the media agents of its rooms.</summary>
internal sealed class MediaEngine(ConferenceServerOptions options) : IAsyncDisposable
{
    private readonly IPeerConnectionFactory _factory = options.PeerConnectionFactory ?? CreateFactory(options);

    /// <summary>Makes the agent of a room.</summary>
    public IMediaAgent CreateAgent(IMediaEvents events) => new MediaAgent(events, _factory, options.LoggerFactory, options.TimeProvider);

    /// <summary>Ends the engine, if it is the server's own. The rooms have ended theirs before.</summary>
    public ValueTask DisposeAsync() => options.PeerConnectionFactory is null ? _factory.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>A server that only listens on this machine keeps its media there as well.</summary>
    private static PeerConnectionFactory CreateFactory(ConferenceServerOptions options) => new(new PeerConnectionFactoryOptions
    {
        TimeProvider = options.TimeProvider,
        LoggerFactory = options.LoggerFactory,
        LoopbackOnly = options.IsLoopbackOnly,
        IncludeLoopback = true,
    });
}
