using System.Text.Json;
using OwtClient.Protocol.Messages;

namespace OwtClient.Protocol;

/// <summary>Reads the answer to a relogin.</summary>
internal static class ReloginResults
{
    /// <summary>The new ticket and the kept notifications, or null when it is malformed.</summary>
    /// <remarks>
    /// Protocols before 1.2 answer with the ticket alone and then send what they kept as ordinary notifications (PROTOCOL §3.6).
    /// </remarks>
    public static ReloginResult? Read(JsonElement? reply)
    {
        try
        {
            return reply switch
            {
                { ValueKind: JsonValueKind.String } ticket => new ReloginResult { Ticket = ticket.GetString() },
                { ValueKind: JsonValueKind.Object } result => result.Deserialize(ProtocolJson.Default.ReloginResult),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: a text that is not Unicode
        {
            return null;
        }
    }
}
