namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>o=</c> line (RFC 8866 §5.2): who made the session, and which version of it this is.</summary>
/// <param name="SessionId">Stays the same for the life of a peer connection.</param>
/// <param name="Version">Grows with every description that differs. Not looked at when received: OWT servers never change it.</param>
internal readonly record struct SdpOrigin(ulong SessionId, ulong Version)
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpOrigin origin)
    {
        origin = default;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out _) || !tokens.TryRead(out var id) || !tokens.TryRead(out var version)) return false;
        if (!tokens.TryRead(out _) || !tokens.TryRead(out _) || !tokens.TryRead(out _)) return false;

        // RFC 8866 wants numbers; some gateways write text. Neither number is used for anything, so text counts as 0.
        _ = ulong.TryParse(id, out var sessionId);
        _ = ulong.TryParse(version, out var sessionVersion);
        origin = new SdpOrigin(sessionId, sessionVersion);
        return true;
    }

    /// <summary>The value of the line, with the unspecific user and address of RFC 9429 §5.2.1.</summary>
    public override string ToString() => $"- {SessionId} {Version} IN IP4 127.0.0.1";
}
