using System.Text.Json;

namespace OwtClient.Signaling.SocketIo;

/// <summary>What a server says when it opens an Engine.IO session.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="PingInterval">Time between pings: the server's own (version 4) or those it wants (version 3).</param>
/// <param name="PingTimeout">How late one may be.</param>
/// <param name="CanUpgrade">Whether a WebSocket may take over.</param>
internal sealed record EngineIoHandshake(string SessionId, TimeSpan PingInterval, TimeSpan PingTimeout, bool CanUpgrade)
{
    private const long LongestPing = 24 * 60 * 60 * 1000; // ms; beyond a day it is a mistake

    /// <summary>Reads the JSON of an open packet.</summary>
    public static bool TryParse(string packet, out EngineIoHandshake? handshake)
    {
        handshake = null;
        if (packet.Length < 2 || packet[0] != '0') return false;
        try
        {
            using var document = JsonDocument.Parse(packet.AsMemory(1));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return false;
            if (!root.TryGetProperty("sid", out var sid) || sid.ValueKind != JsonValueKind.String) return false;
            if (Milliseconds(root, "pingInterval") is not { } interval || Milliseconds(root, "pingTimeout") is not { } timeout) return false;
            // The library insists on this list, of texts; without it it would wait for ever.
            if (!root.TryGetProperty("upgrades", out var upgrades) || upgrades.ValueKind != JsonValueKind.Array) return false;
            if (upgrades.EnumerateArray().Any(u => u.ValueKind != JsonValueKind.String)) return false;
            var canUpgrade = upgrades.EnumerateArray().Any(u => u.ValueEquals("websocket"));
            handshake = new EngineIoHandshake(sid.GetString()!, interval, timeout, canUpgrade);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a character, escaped
        {
            return false;
        }
    }

    private static TimeSpan? Milliseconds(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var ms) && ms is > 0 and <= LongestPing
            ? TimeSpan.FromMilliseconds(ms)
            : null;
}
