namespace OwtClient.WebRtc;

/// <summary>One layer of a simulcast sender (W3C RTCRtpEncodingParameters; RFC 8853).</summary>
/// <param name="Rid">Restriction identifier: 1 to 16 letters and digits (RFC 8851 §10, RFC 8852 §3).</param>
public sealed record RtpEncoding(string Rid);
