using System.Text.Json;
using OwtClient.Protocol;

namespace OwtClient.Channels;

/// <summary>Reads what <c>publish</c> and <c>subscribe</c> answer.</summary>
internal static class SessionReply
{
    /// <summary>
    /// The ids, or null when the answer has none. 4.x servers name no transport: it has the session's id there (PROTOCOL §0.4).
    /// </summary>
    public static NegotiationInput.Accepted? Read(JsonElement? reply)
    {
        try
        {
            var result = reply?.Deserialize(ProtocolJson.Default.SessionResult);
            return string.IsNullOrEmpty(result?.Id) ? null : new NegotiationInput.Accepted(result.Id, result.TransportId ?? result.Id);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: a text that is not Unicode
        {
            return null;
        }
    }
}
