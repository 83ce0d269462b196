using OwtClient.WebRtc;
using OwtClient.WebRtc.Negotiation;

namespace OwtClient.SipSorcery.Engine;

/// <summary>One media section.</summary>
internal sealed class SipSorceryTransceiver(LocalSection wanted, SipSorcerySender sender, SipSorceryReceiver receiver) : IRtpTransceiver
{
    private readonly object _gate = new();
    private LocalSection _wanted = wanted;
    private TransceiverDirection? _current;

    public string Mid { get; } = wanted.Mid;

    public MediaKind Kind { get; } = wanted.Kind;

    public TransceiverDirection Direction
    {
        get => Wanted.Direction;
        set
        {
            lock (_gate) _wanted = _wanted with { Direction = value };
        }
    }

    public TransceiverDirection? CurrentDirection
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    public SipSorcerySender Sender { get; } = sender;

    public SipSorceryReceiver Receiver { get; } = receiver;

    string? IRtpTransceiver.Mid => Mid;

    IRtpSender IRtpTransceiver.Sender => Sender;

    IRtpReceiver IRtpTransceiver.Receiver => Receiver;

    public LocalSection Wanted
    {
        get
        {
            lock (_gate) return _wanted;
        }
    }

    public void SetCurrentDirection(TransceiverDirection direction)
    {
        lock (_gate) _current = direction;
    }
}
