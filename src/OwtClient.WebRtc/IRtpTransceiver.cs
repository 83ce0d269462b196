namespace OwtClient.WebRtc;

/// <summary>One media section: a sender and a receiver that share a <c>mid</c> (W3C RTCRtpTransceiver).</summary>
public interface IRtpTransceiver
{
    /// <summary>The section's identifier, or null until a description that contains it was set.</summary>
    string? Mid { get; }

    /// <summary>Sound or pictures.</summary>
    MediaKind Kind { get; }

    /// <summary>Wanted direction; takes effect with the next offer or answer.</summary>
    TransceiverDirection Direction { get; set; }

    /// <summary>Negotiated direction as seen from here, or null before the first answer.</summary>
    TransceiverDirection? CurrentDirection { get; }

    /// <summary>The sending half.</summary>
    IRtpSender Sender { get; }

    /// <summary>The receiving half.</summary>
    IRtpReceiver Receiver { get; }
}
