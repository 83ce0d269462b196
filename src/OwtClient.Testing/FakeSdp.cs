using System.Text;
using OwtClient.WebRtc;

namespace OwtClient.Testing;

/// <summary>Descriptions of the fakes: the parts that conference code looks at, and nothing a real engine could connect with.</summary>
public static class FakeSdp
{
    /// <summary>An answer that accepts every section of an offer.</summary>
    public static string Answer(string offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer
            .Replace("a=sendonly", "a=?", StringComparison.Ordinal)
            .Replace("a=recvonly", "a=sendonly", StringComparison.Ordinal)
            .Replace("a=?", "a=recvonly", StringComparison.Ordinal)
            .Replace("a=setup:actpass", "a=setup:active", StringComparison.Ordinal);
    }

    /// <summary>An answer that finds no codec for one kind: its payload list is empty (PROTOCOL §6.5).</summary>
    public static string AnswerWithoutCodec(string offer, MediaKind kind) =>
        string.Join("\r\n", Answer(offer).Split("\r\n")
            .Select(line => IsMedia(line, kind) ? $"{MediaLine(kind)} 1 UDP/TLS/RTP/SAVPF " : line));

    internal static string Offer(IEnumerable<FakeTransceiver> transceivers)
    {
        var sections = transceivers.ToList();
        var sdp = new StringBuilder(
            $"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE {string.Join(' ', sections.Select(s => s.Mid))}\r\n");
        foreach (var section in sections)
        {
            var payloads = Enumerable.Range(96, Math.Max(1, section.Options.Codecs.Count));
            var direction = section.Direction.ToString().ToLowerInvariant();
            sdp.Append($"{MediaLine(section.Kind)} 9 UDP/TLS/RTP/SAVPF {string.Join(' ', payloads)}\r\n");
            sdp.Append($"a=mid:{section.Mid}\r\na=setup:actpass\r\na={direction}\r\n");
        }

        return sdp.ToString();
    }

    /// <summary>Per section of a description, whether it lists any payload.</summary>
    internal static IReadOnlyList<bool> SectionsWithCodecs(string sdp) =>
        [.. from line in sdp.Split("\r\n")
            where line.StartsWith("m=", StringComparison.Ordinal)
            select line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 3];

    private static bool IsMedia(string line, MediaKind kind) => line.StartsWith(MediaLine(kind), StringComparison.Ordinal);

    private static string MediaLine(MediaKind kind) => kind == MediaKind.Audio ? "m=audio" : "m=video";
}
