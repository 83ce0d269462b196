using System.Text.Json;
using OwtClient.Server.Portal;

namespace OwtClient.Server.Tests.Portal;

/// <summary>A client's end of a portal connection in memory.</summary>
internal sealed class MemoryConnection(string id) : IPortalSocket
{
    public string Id { get; } = id;

    public PortalConnection Portal { get; set; } = null!;

    public JsonElement LoginResult { get; set; }

    /// <summary>Acks and notifications in the order in which they left, as compact text.</summary>
    public List<string> Received { get; } = [];

    public bool IsClosedByServer { get; private set; }

    public bool IsAsleep { get; private set; }

    /// <summary>Sends a request and returns the arguments of its ack, or null when none came.</summary>
    public JsonElement[]? Request(string name, params object?[] arguments)
    {
        JsonElement[]? result = null;
        var ack = new RequestAck(answer =>
        {
            result = [.. answer];
            Received.Add($"ack {name}");
        });
        Portal.HandleRequest(name, [.. arguments.Select(argument => JsonSerializer.SerializeToElement(argument))], ack);
        return result;
    }

    /// <summary>The same as text: <c>["ok"]</c>.</summary>
    public string? RequestText(string name, params object?[] arguments) =>
        Request(name, arguments) is { } ack ? JsonSerializer.Serialize(ack) : null;

    public void Emit(string name, JsonElement data) => Received.Add($"{name} {data.GetRawText()}");

    public void Disconnect()
    {
        if (IsClosedByServer) return;
        IsClosedByServer = true;
        Portal.HandleClosed();
    }

    public void Abort() => Break();

    public void StopHeartbeat() => IsAsleep = true;

    /// <summary>The connection breaks.</summary>
    public void Break() => Portal.HandleClosed();
}
