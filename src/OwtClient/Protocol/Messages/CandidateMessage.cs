using System.Text.Json.Serialization;

namespace OwtClient.Protocol.Messages;

/// <summary>A candidate for the server (PROTOCOL §5.6).</summary>
internal sealed record CandidateMessage(string SdpMid, [property: JsonPropertyName("sdpMLineIndex")] int SdpMLineIndex, string Candidate)
{
    /// <summary>No more candidates will come.</summary>
    public static CandidateMessage End { get; } = new("", -1, "");
}
