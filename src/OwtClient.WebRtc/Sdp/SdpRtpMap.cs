namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>rtpmap</c> attribute (RFC 8866 §6.6): what a payload type stands for.</summary>
/// <param name="PayloadType">Number in the RTP header.</param>
/// <param name="EncodingName">Codec or format, compared without case.</param>
/// <param name="ClockRate">RTP timestamp units per second.</param>
/// <param name="Channels">Audio channels, or null when the line does not say.</param>
internal sealed record SdpRtpMap(byte PayloadType, string EncodingName, int ClockRate, int? Channels = null)
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpRtpMap? rtpMap)
    {
        rtpMap = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryReadPayloadType(out var payloadType)) return false;
        var encoding = new SdpTokenizer(tokens.Rest);
        if (!encoding.TryReadUntil('/', out var name) || !encoding.TryReadUntil('/', out var clock)) return false;
        if (!SdpTokenizer.TryParseInt32(clock, out var clockRate) || clockRate == 0) return false;
        int? channels = null;
        if (encoding.Rest.Length > 0)
        {
            if (!SdpTokenizer.TryParseInt32(encoding.Rest, out var count)) return false;
            channels = count;
        }

        rtpMap = new SdpRtpMap(payloadType, name.ToString(), clockRate, channels);
        return true;
    }

    public override string ToString() =>
        Channels is { } channels ? $"{PayloadType} {EncodingName}/{ClockRate}/{channels}" : $"{PayloadType} {EncodingName}/{ClockRate}";
}
