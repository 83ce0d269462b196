namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>simulcast</c> attribute (RFC 8853 §5.1): which named streams go each way, most important first.</summary>
/// <param name="Send">Rids the describing side sends. Of alternatives only the first is kept, and a paused one counts as sent.</param>
/// <param name="Receive">Rids the describing side can receive.</param>
internal sealed record SdpSimulcast(IReadOnlyList<string> Send, IReadOnlyList<string> Receive)
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpSimulcast? simulcast)
    {
        simulcast = null;
        List<string> send = [], receive = [];
        var tokens = new SdpTokenizer(value);
        while (tokens.TryRead(out var direction))
        {
            if (direction is not ("send" or "recv") || !tokens.TryRead(out var list) || !TryParseList(list, out var rids)) return false;
            if (direction is "send") send = rids;
            else receive = rids;
        }

        simulcast = new SdpSimulcast(send, receive);
        return send.Count + receive.Count > 0;
    }

    public override string ToString()
    {
        var send = Send.Count > 0 ? $"send {string.Join(';', Send)}" : "";
        var receive = Receive.Count > 0 ? $"recv {string.Join(';', Receive)}" : "";
        return $"{send} {receive}".Trim();
    }

    private static bool TryParseList(ReadOnlySpan<char> text, out List<string> rids)
    {
        rids = [];
        for (var streams = new SdpTokenizer(text); streams.TryReadUntil(';', out var stream);)
        {
            var alternatives = new SdpTokenizer(stream);
            if (!alternatives.TryReadUntil(',', out var first)) return false;
            if (first[0] == '~') first = first[1..]; // initially paused
            if (!SdpRid.IsValid(first)) return false;
            rids.Add(first.ToString());
        }

        return rids.Count > 0;
    }
}
