using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Faults;

/// <summary>An SDP answer with the payloads taken out, as a server sends it that found no common codec (PROTOCOL §6.5). Pure.</summary>
internal static class EmptyAnswer
{
    /// <summary>Whether a progress notification carries an answer.</summary>
    public static bool IsAnswer(JsonElement progress) =>
        SimpleRequests.TextOf(progress, "status") == "soac"
        && progress.TryGetProperty("data", out var data) && SimpleRequests.TextOf(data, "type") == "answer";

    /// <summary>The same notification with the empty answer.</summary>
    public static JsonElement Of(JsonElement progress)
    {
        var changed = JsonNode.Parse(progress.GetRawText())!;
        changed["data"]!["sdp"] = WithoutPayloads(changed["data"]!["sdp"]!.GetValue<string>());
        return JsonSerializer.SerializeToElement(changed);
    }

    /// <summary>Line by line: a section without payloads is nothing that the SDP writer would write.</summary>
    private static string WithoutPayloads(string sdp)
    {
        var lines = sdp.Split("\r\n").Where(line => !IsPayloadLine(line)).Select(WithoutPayloadList);
        return string.Join("\r\n", lines);
    }

    private static bool IsPayloadLine(string line) =>
        line.StartsWith("a=rtpmap:", StringComparison.Ordinal) || line.StartsWith("a=fmtp:", StringComparison.Ordinal) ||
        line.StartsWith("a=rtcp-fb:", StringComparison.Ordinal);

    /// <summary><c>m=video 1 UDP/TLS/RTP/SAVPF 96</c> becomes <c>m=video 1 UDP/TLS/RTP/SAVPF </c>, with the space, as there.</summary>
    private static string WithoutPayloadList(string line)
    {
        if (!line.StartsWith("m=", StringComparison.Ordinal)) return line;
        var fields = line.Split(' ');
        return string.Join(' ', fields.Take(3)) + " ";
    }
}
