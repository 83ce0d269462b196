namespace OwtClient.Signaling.SocketIo;

/// <summary>Addresses of a portal's Engine.IO endpoint. The path is the library default everywhere (PROTOCOL §2.1).</summary>
internal static class EngineIoAddress
{
    public static Uri WebSocket(Uri portal, int version, string? sessionId = null)
    {
        var builder = new UriBuilder(Polling(portal, version, sessionId)) { Scheme = portal.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs };
        builder.Query = builder.Query.Replace("transport=polling", "transport=websocket", StringComparison.Ordinal);
        return builder.Uri;
    }

    public static Uri Polling(Uri portal, int version, string? sessionId = null)
    {
        var session = sessionId is null ? "" : $"&sid={Uri.EscapeDataString(sessionId)}";
        return new Uri(portal, $"/socket.io/?EIO={version}&transport=polling{session}");
    }
}
