namespace OwtClient.Tests.Channels;

/// <summary>
/// Reads an offer the way OWT's server does, line by line, and names every requirement it breaks (PROTOCOL §5.8, §6.1, §6.6, §6.7).
/// </summary>
internal static class OwtOfferRules
{
    private const string MidExtension = "urn:ietf:params:rtp-hdrext:sdes:mid";
    private const string AudioLevelExtension = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    private static readonly string[] TransportAttributes = ["a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:", "a=setup:"];

    /// <summary>The broken rules by name; none for a good offer.</summary>
    public static IReadOnlyList<string> Check(string sdp)
    {
        var broken = new List<string>();
        var lines = sdp.Split("\r\n");
        var first = Array.FindIndex(lines, line => line.StartsWith("m=", StringComparison.Ordinal));
        if (first < 0 || sdp.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n')) return ["lines"];
        var session = lines[..first];
        var sections = Split(lines[first..]);

        var mids = sections.Select(s => Value(s, "a=mid:")).ToArray();
        var bundle = session.FirstOrDefault(line => line.StartsWith("a=group:BUNDLE ", StringComparison.Ordinal));
        Require("mid in every section", mids.All(mid => !string.IsNullOrEmpty(mid)));
        Require("bundle of all mids", bundle is not null && bundle["a=group:BUNDLE ".Length..].Split(' ').SequenceEqual(mids));
        Require("transport at media level alone", TransportAttributes.All(a => Value(session, a) is null && sections.All(s => Value(s, a) is not null)));
        Require("no data section", sections.All(s => !s[0].StartsWith("m=application", StringComparison.Ordinal)));
        Require("one id of the mid extension", sections.Select(s => ExtensionId(s, MidExtension)).Distinct().ToArray() is [{ } id] && id is >= 1 and <= 14);
        Require("no candidates", !lines.Any(line => line.StartsWith("a=candidate:", StringComparison.Ordinal)));
        foreach (var section in sections) CheckSection(section, Require);
        return broken;

        void Require(string rule, bool holds)
        {
            if (!holds && !broken.Contains(rule)) broken.Add(rule);
        }
    }

    private static void CheckSection(string[] section, Action<string, bool> require)
    {
        var media = section[0].Split(' ');
        var sends = section.Contains("a=sendonly");
        var isAudio = media[0] == "m=audio";
        require("profile with SAVPF", media[2] == "UDP/TLS/RTP/SAVPF");
        require("one direction", sends != section.Contains("a=recvonly") && !section.Contains("a=sendrecv") && !section.Contains("a=inactive"));
        require("rtcp-mux", section.Contains("a=rtcp-mux"));
        require("setup actpass or passive", Value(section, "a=setup:") is "actpass" or "passive");
        require("extmap in every section", section.Any(line => line.StartsWith("a=extmap:", StringComparison.Ordinal)));
        require("rtpmap for every payload", media[3..].Length > 0 && media[3..].All(payload => Value(section, $"a=rtpmap:{payload} ") is not null));
        require("ssrc of sent sound", !isAudio || !sends || Value(section, "a=ssrc:") is not null);
        require("audio level has id 1", ExtensionId(section, AudioLevelExtension) is null or 1);
        require("one H.264 at most, with its fmtp", H264IsUnambiguous(section));
        require("no redundancy payloads", !section.Any(line => line.Contains(" red/", StringComparison.OrdinalIgnoreCase) || line.Contains(" ulpfec/", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool H264IsUnambiguous(string[] section)
    {
        var payloads = section.Where(line => line.StartsWith("a=rtpmap:", StringComparison.Ordinal) && line.Contains(" H264/", StringComparison.OrdinalIgnoreCase))
            .Select(line => line["a=rtpmap:".Length..].Split(' ')[0]).ToArray();
        if (payloads.Length == 0) return true;
        return payloads.Length == 1 && Value(section, $"a=fmtp:{payloads[0]} ") is { } fmtp && !fmtp.Contains("packetization-mode=0", StringComparison.Ordinal);
    }

    private static int? ExtensionId(string[] section, string uri) => section
        .Where(line => line.StartsWith("a=extmap:", StringComparison.Ordinal) && line.Split(' ')[^1] == uri)
        .Select(line => (int?)int.Parse(line["a=extmap:".Length..].Split(' ', '/')[0], null))
        .FirstOrDefault();

    private static string? Value(string[] lines, string prefix) =>
        lines.FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

    private static List<string[]> Split(string[] lines)
    {
        var sections = new List<List<string>>();
        foreach (var line in lines)
        {
            if (line.StartsWith("m=", StringComparison.Ordinal)) sections.Add([]);
            sections[^1].Add(line);
        }

        return [.. sections.Select(s => s.ToArray())];
    }
}
