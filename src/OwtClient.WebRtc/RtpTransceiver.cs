using OwtClient.WebRtc.Negotiation;

namespace OwtClient.WebRtc;

/// <summary>One media section: a sender and a receiver that share a <c>mid</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RtpTransceiver : IRtpTransceiver
{
    private readonly object _gate = new();
    private LocalSection _wanted;
    private TransceiverDirection? _current;

    internal RtpTransceiver(LocalSection wanted, RtpSender sender, RtpReceiver receiver) => (_wanted, Sender, Receiver) = (wanted, sender, receiver);

    /// <summary>The section's identifier, decided when the transceiver is made.</summary>
    public string Mid => _wanted.Mid;

    /// <inheritdoc/>
    public MediaKind Kind => _wanted.Kind;

    /// <inheritdoc/>
    public TransceiverDirection Direction
    {
        get
        {
            lock (_gate) return _wanted.Direction;
        }

        set
        {
            lock (_gate) _wanted = _wanted with { Direction = value };
        }
    }

    /// <inheritdoc/>
    public TransceiverDirection? CurrentDirection
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    /// <inheritdoc cref="IRtpTransceiver.Sender"/>
    public RtpSender Sender { get; }

    /// <inheritdoc cref="IRtpTransceiver.Receiver"/>
    public RtpReceiver Receiver { get; }

    string? IRtpTransceiver.Mid => Mid;

    IRtpSender IRtpTransceiver.Sender => Sender;

    IRtpReceiver IRtpTransceiver.Receiver => Receiver;

    internal LocalSection Wanted
    {
        get
        {
            lock (_gate) return _wanted;
        }
    }

    /// <summary>Chooses the codecs of the next offer or answer, most wanted first (W3C <c>setCodecPreferences</c>).</summary>
    /// <param name="codecs">Codecs of this kind; empty for all the engine knows, in the order of the peer's offer.</param>
    /// <exception cref="ArgumentException">A codec is of the other kind.</exception>
    public void SetCodecPreferences(IReadOnlyList<RtpCodec> codecs)
    {
        ArgumentNullException.ThrowIfNull(codecs);
        foreach (var codec in codecs)
        {
            if (codec.Kind != Kind) throw new ArgumentException($"{codec.Name} is not a codec for {Kind}.", nameof(codecs));
        }

        lock (_gate)
        {
            _wanted = _wanted with
            {
                Codecs = codecs.Count > 0 ? [.. codecs] : DefaultCodecs.For(Kind),
                PrefersOwnOrder = codecs.Count > 0,
            };
        }
    }

    internal void SetCurrentDirection(TransceiverDirection direction)
    {
        lock (_gate) _current = direction;
    }
}
