namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>rtcp-fb</c> attribute (RFC 4585 §4.2): feedback the describing side understands.</summary>
/// <param name="PayloadType">The payload type it is for, or null for all of the section (<c>*</c>).</param>
/// <param name="Value">Kind and parameter: <c>nack</c>, <c>nack pli</c>, <c>ccm fir</c>, <c>transport-cc</c>.</param>
internal sealed record SdpRtcpFeedback(byte? PayloadType, string Value)
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpRtcpFeedback? feedback)
    {
        feedback = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out var target) || tokens.Rest.Length == 0) return false;
        byte? payloadType = null;
        if (target is not "*")
        {
            if (!SdpTokenizer.TryParsePayloadType(target, out var number)) return false;
            payloadType = number;
        }

        feedback = new SdpRtcpFeedback(payloadType, tokens.Rest.ToString());
        return true;
    }

    public override string ToString() => PayloadType is { } payloadType ? $"{payloadType} {Value}" : $"* {Value}";
}
