namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>fmtp</c> attribute (RFC 8866 §6.15): parameters of a payload type.</summary>
/// <param name="PayloadType">Number in the RTP header.</param>
/// <param name="Parameters">Everything after the number, as written.</param>
internal sealed record SdpFmtp(byte PayloadType, string Parameters)
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpFmtp? fmtp)
    {
        fmtp = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryReadPayloadType(out var payloadType)) return false;
        fmtp = new SdpFmtp(payloadType, tokens.Rest.ToString());
        return true;
    }

    /// <summary>Finds one parameter of the usual <c>name=value;name=value</c> form, names compared without case.</summary>
    public static bool TryGetParameter(string? parameters, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        value = default;
        for (var rest = new SdpTokenizer(parameters); rest.TryReadUntil(';', out var parameter);)
        {
            var equals = parameter.IndexOf('=');
            if (equals < 0 || !parameter[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            value = parameter[(equals + 1)..].Trim();
            return true;
        }

        return false;
    }

    public override string ToString() => $"{PayloadType} {Parameters}";
}
