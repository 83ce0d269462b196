using OwtClient.Protocol.Messages;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>Candidates in the form the server's parser needs (PROTOCOL §5.6): both directions.</summary>
internal static class CandidateText
{
    private const string AttributePrefix = "a=";

    /// <summary>
    /// Adds the <c>a=</c> without which the server ignores a candidate, and the related address it would read past the end of the line
    /// for.
    /// </summary>
    public static CandidateMessage ToServer(IceCandidate candidate)
    {
        if (candidate.IsEndOfCandidates) return CandidateMessage.End;
        var hasPrefix = candidate.Candidate.StartsWith(AttributePrefix, StringComparison.Ordinal);
        var text = hasPrefix ? candidate.Candidate : AttributePrefix + candidate.Candidate;
        return new CandidateMessage(candidate.SdpMid ?? "0", candidate.SdpMLineIndex ?? 0, WithRelatedAddress(text));
    }

    /// <summary>A candidate of the server, with or without <c>a=</c>, for the first media section: everything is bundled.</summary>
    public static IceCandidate FromServer(string text) =>
        new(text.StartsWith(AttributePrefix, StringComparison.Ordinal) ? text[AttributePrefix.Length..] : text, null, 0);

    private static string WithRelatedAddress(string text)
    {
        var tokens = text.Split(' ');
        var typ = Array.IndexOf(tokens, "typ");
        if (typ < 0 || typ + 1 >= tokens.Length || tokens[typ + 1] == "host") return text;
        if (typ + 2 < tokens.Length && tokens[typ + 2] == "raddr") return text;
        return string.Join(' ', [.. tokens[..(typ + 2)], "raddr", "0.0.0.0", "rport", "0", .. tokens[(typ + 2)..]]);
    }
}
