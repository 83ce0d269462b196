using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Io;

namespace OwtClient.SipSorcery.Engine;

/// <summary>What all connections of a factory share: settings, clock, certificate, frame memory.</summary>
internal sealed class EngineResources(SipSorceryOptions options) : IAsyncDisposable
{
    // An RSA key takes a while; it is made before anybody waits for it.
    private readonly Task<LocalCertificate> _certificate = Task.Run(
        () => LocalCertificate.Create(options.CertificateKey, options.TimeProvider));

    public SipSorceryOptions Options { get; } = options;

    public MonotonicClock Clock { get; } = new(options.TimeProvider);

    /// <summary>Shared, since it hands out the ports one after another.</summary>
    /// <exception cref="ArgumentException">The range is not one SIPSorcery can work with; thrown by the constructor.</exception>
    public SIPSorcery.Sys.PortRange? Ports { get; } =
        options.Ports is { } range ? new SIPSorcery.Sys.PortRange(range.First, range.Last) : null;

    public FramePool Frames { get; } = new();

    public LocalCertificate Certificate => _certificate.GetAwaiter().GetResult();

    /// <summary>Waits for work that is under way.</summary>
    public async ValueTask DisposeAsync() => await _certificate.ConfigureAwait(false);
}
