using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Portal;

/// <summary>What lets a participant come back on another connection (PROTOCOL §3.4).</summary>
internal sealed record ReconnectionTicket(
    [property: JsonPropertyName("participantId")] string ParticipantId,
    [property: JsonPropertyName("ticketId")] string TicketId,
    [property: JsonPropertyName("notBefore")] long NotBefore,
    [property: JsonPropertyName("notAfter")] long NotAfter,
    [property: JsonPropertyName("signature")] string Signature)
{
    /// <summary>Issues a ticket as text.</summary>
    /// <param name="key">What it is signed with.</param>
    /// <param name="participantId">Whom it brings back.</param>
    /// <param name="series">How often the participant's tickets were made to expire before their time.</param>
    /// <param name="now">When it begins to be good.</param>
    /// <param name="lifetime">For how long.</param>
    public static string Issue(KeyedSignature key, string participantId, int series, DateTimeOffset now, TimeSpan lifetime)
    {
        var (from, to) = (now.ToUnixTimeMilliseconds(), (now + lifetime).ToUnixTimeMilliseconds());
        var id = Hex.Lower(RandomNumberGenerator.GetBytes(6)); // neither signed nor checked
        var ticket = new ReconnectionTicket(participantId, id, from, to, key.Sign(Signed(participantId, from, to, series)));
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(ticket));
    }

    /// <summary>Checks a ticket.</summary>
    /// <returns>The participant it is for, or null with the original server's text for the refusal.</returns>
    public static string? Check(KeyedSignature key, JsonElement? text, DateTimeOffset now, Func<string, int> seriesOf, out string error)
    {
        if (!Base64Json.TryDecode(text, out var json, out error)) return null;
        var (participant, from, to) = (Text(json, "participantId"), Number(json, "notBefore"), Number(json, "notAfter"));
        var time = now.ToUnixTimeMilliseconds();
        if (time < from || time > to)
        {
            error = "Ticket is expired";
            return null;
        }

        var (signature, series) = (Text(json, "signature"), seriesOf(participant));
        if (key.IsValid(Signed(participant, from, to, series), signature)) return participant;
        var isFormer = Enumerable.Range(0, series).Any(former => key.IsValid(Signed(participant, from, to, former), signature));
        error = isFormer ? "Ticket is expired" : "Invalid reconnection ticket signature";
        return null;
    }

    /// <summary>The original signs the first three; the series joins them once there is a second.</summary>
    private static string Signed(string participantId, long from, long to, int series) =>
        FormattableString.Invariant($"{participantId},{from},{to}") + (series == 0 ? "" : FormattableString.Invariant($",{series}"));

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : 0;
}
