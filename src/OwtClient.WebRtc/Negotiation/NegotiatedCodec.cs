namespace OwtClient.WebRtc.Negotiation;

/// <summary>A codec with the payload type that a description gives it.</summary>
/// <param name="PayloadType">Number in the RTP header, 0 to 127.</param>
/// <param name="Codec">What the number stands for.</param>
/// <param name="Feedback">Feedback agreed for it, or offered by the described side.</param>
internal sealed record NegotiatedCodec(byte PayloadType, RtpCodec Codec, RtcpFeedbackKinds Feedback);
