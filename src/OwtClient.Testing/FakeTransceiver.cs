using System.Globalization;
using OwtClient.WebRtc;

namespace OwtClient.Testing;

/// <summary>A media section of a <see cref="FakePeerConnection"/>.</summary>
public sealed class FakeTransceiver : IRtpTransceiver
{
    internal FakeTransceiver(MediaKind kind, TransceiverOptions options, int index)
    {
        Kind = kind;
        Options = options;
        Direction = options.Direction;
        Mid = options.Mid ?? index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What it was added with.</summary>
    public TransceiverOptions Options { get; }

    /// <inheritdoc/>
    public string? Mid { get; }

    /// <inheritdoc/>
    public MediaKind Kind { get; }

    /// <inheritdoc/>
    public TransceiverDirection Direction { get; set; }

    /// <inheritdoc/>
    public TransceiverDirection? CurrentDirection { get; private set; }

    /// <summary>The sending half.</summary>
    public FakeRtpSender Sender { get; } = new();

    /// <summary>The receiving half.</summary>
    public FakeRtpReceiver Receiver { get; } = new();

    IRtpSender IRtpTransceiver.Sender => Sender;

    IRtpReceiver IRtpTransceiver.Receiver => Receiver;

    internal void Negotiate(bool accepted)
    {
        CurrentDirection = accepted ? Direction : TransceiverDirection.Inactive;
        var first = Options.Codecs is [var wanted, ..] ? wanted : Kind == MediaKind.Audio ? RtpCodec.Opus : RtpCodec.Vp8;
        Sender.Codec = Receiver.Codec = accepted ? first : null;
    }

    internal void Close()
    {
        Sender.IsConnected = false;
        Receiver.Close();
    }
}
