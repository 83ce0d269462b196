namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>ssrc-group</c> attribute (RFC 5576 §4.2): streams that belong together.</summary>
/// <param name="Semantics"><c>FID</c>: the second repairs the first; <c>SIM</c>: layers of one picture.</param>
/// <param name="Ssrcs">The streams, in the order that the semantics give a meaning to.</param>
internal sealed record SdpSsrcGroup(string Semantics, IReadOnlyList<uint> Ssrcs)
{
    /// <summary>Flow identification: an original stream and its retransmissions (RFC 5576 §4.2, RFC 4588 §8.3).</summary>
    public const string FlowIdentification = "FID";

    public static bool TryParse(ReadOnlySpan<char> value, out SdpSsrcGroup? group)
    {
        group = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out var semantics)) return false;
        var ssrcs = new List<uint>();
        while (tokens.Rest.Length > 0)
        {
            if (!tokens.TryReadUInt32(out var ssrc)) return false;
            ssrcs.Add(ssrc);
        }

        group = new SdpSsrcGroup(semantics.ToString(), ssrcs);
        return true;
    }

    public override string ToString() => $"{Semantics} {string.Join(' ', Ssrcs)}".TrimEnd();
}
