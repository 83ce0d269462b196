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
    }

    public MonotonicClock Clock { get; }

    /// <summary>Date and time at the origin of <see cref="Clock"/>.</summary>
    public DateTimeOffset WallClockAtOrigin { get; }

    public UdpTransport Transport { get; }

    public IRandomSource Random { get; } = new CryptoRandomSource();

    public FramePool Frames { get; } = new();

    public DtlsCertificate Certificate => _certificate.Value;

    public void Dispose()
    {
        Transport.Dispose();
        if (_certificate.IsValueCreated) _certificate.Value.Dispose();
    }
}
