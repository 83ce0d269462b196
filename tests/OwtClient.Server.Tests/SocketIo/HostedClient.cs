using System.Text.Json;
using OwtClient.Server.EngineIo;
using OwtClient.Server.SocketIo;

namespace OwtClient.Server.Tests.SocketIo;

/// <summary>Serves one client of a <see cref="SocketIoHost"/>.</summary>
internal sealed class HostedClient(SocketIoSocket socket) : ISocketIoHandler
{
    private readonly TaskCompletionSource<EngineIoCloseReason> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketIoSocket Socket => socket;

    /// <summary>Names of the events that came, in order. Read it only when the client waits.</summary>
    public List<string> Events { get; } = [];

    public Task<EngineIoCloseReason> Closed => _closed.Task;

    public void HandleEvent(string name, IReadOnlyList<JsonElement> arguments, Action<IReadOnlyList<JsonElement>>? ack)
    {
        Events.Add(name);
        switch (name)
        {
            case "echo": // the status and whatever was sent
                ack?.Invoke([Json("ok"), .. arguments]);
                break;
            case "count": // the number of arguments, as logout and refreshReconnectionTicket depend on it
                ack?.Invoke([Json("ok"), JsonSerializer.SerializeToElement(arguments.Count)]);
                break;
            case "ok" or "logout":
                ack?.Invoke([Json("ok")]);
                break;
            case "emit": // the answer, then two notifications: order counts
                ack?.Invoke([Json("ok")]);
                socket.Emit("stream", arguments[0]);
                socket.Emit("drop", JsonSerializer.SerializeToElement<object?>(null));
                break;
            case "login" when arguments[0].GetProperty("protocol").GetString() == "1.1": // a portal of OWT 4.3
                ack?.Invoke([Json("ok"), JsonSerializer.SerializeToElement(new { id = "me" })]);
                break;
            case "login":
                ack?.Invoke([Json("error"), Json("Unknown client protocol")]);
                socket.Disconnect();
                break;
            case "kick":
                socket.Emit("drop", default);
                socket.Disconnect();
                break;
            case "fail":
                throw new InvalidOperationException("A handler's bug.");
        }
    }

    public void HandleClosed(EngineIoCloseReason reason) => _closed.TrySetResult(reason);

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text);
}
