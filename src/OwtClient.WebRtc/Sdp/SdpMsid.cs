namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>msid</c> attribute (RFC 8830 §2): stream and track a section belongs to.</summary>
/// <param name="StreamId">Stream, or <c>-</c> for none.</param>
/// <param name="TrackId">Track, or null: newer descriptions leave it out (RFC 9429 §5.2.1).</param>
internal sealed record SdpMsid(string StreamId, string? TrackId)
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpMsid? msid)
    {
        msid = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out var stream)) return false;
        msid = new SdpMsid(stream.ToString(), tokens.TryRead(out var track) ? track.ToString() : null);
        return true;
    }

    public override string ToString() => TrackId is null ? StreamId : $"{StreamId} {TrackId}";
}
