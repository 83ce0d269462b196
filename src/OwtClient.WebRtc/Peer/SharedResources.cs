using Microsoft.Extensions.Logging;
using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Peer;

/// <summary>What all connections of a factory share: clock, sockets, certificate, frame memory.</summary>
internal sealed class SharedResources : IDisposable
{
    private readonly Lazy<DtlsCertificate> _certificate;

    public SharedResources(PeerConnectionFactoryOptions options)
    {
        var time = options.TimeProvider;
        Clock = new MonotonicClock(time);
        WallClockAtOrigin = time.GetUtcNow() - Clock.Now.SinceStart;
        var sockets = new UdpTransportOptions
        {
            IncludeLoopback = options.IncludeLoopback || options.LoopbackOnly,
            LoopbackOnly = options.LoopbackOnly,
            BindAddresses = options.BindAddresses,
            Ports = options.Ports,
        };
        Transport = new UdpTransport(sockets, options.LoggerFactory.CreateLogger(typeof(UdpTransport).FullName!));
        _certificate = new Lazy<DtlsCertificate>(() => DtlsCertificate.Create(DtlsKeyKind.EcdsaP256, time));
        // The first key and the first handshake of a process take a quarter of a second together: before anybody waits for them.
        WarmUp = Task.WhenAll(Task.Run(() => _ = _certificate.Value), DtlsWarmUp.Start());
    }

    public MonotonicClock Clock { get; }

    /// <summary>Date and time at the origin of <see cref="Clock"/>.</summary>
    public DateTimeOffset WallClockAtOrigin { get; }

    public UdpTransport Transport { get; }

    public IRandomSource Random { get; } = new CryptoRandomSource();

    public FramePool Frames { get; } = new();

    /// <summary>Completes when what takes long the first time is made; nobody needs to wait for it but who disposes.</summary>
    public Task WarmUp { get; }

    public DtlsCertificate Certificate => _certificate.Value;

    /// <summary>To be called after <see cref="WarmUp"/>.</summary>
    public void Dispose()
    {
        Transport.Dispose();
        _certificate.Value.Dispose();
    }
}
