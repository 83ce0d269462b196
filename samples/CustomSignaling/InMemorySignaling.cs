using System.Text.Json;
using OwtClient.Signaling;

namespace CustomSignaling;

/// <summary>A portal inside the process: answers the requests that joining, chatting and leaving need, and prints all that passes.</summary>
/// <remarks>
/// What every <see cref="ISignaling"/> owes its user: a request's answer is complete before a later notification is raised, and
/// notifications come one at a time. Here both follow from doing everything in the call.
/// </remarks>
internal sealed class InMemorySignaling(TextWriter log) : ISignaling
{
    private const string Me = "alice-1";
    private bool _connected;

    public event EventHandler<SignalingDataEventArgs>? DataReceived;

    /// <summary>Never raised: memory does not break.</summary>
    public event EventHandler<SignalingDisconnectedEventArgs>? Disconnected
    {
        add { }
        remove { }
    }

    public Task ConnectAsync(Uri portal, CancellationToken cancellationToken = default)
    {
        log.WriteLine($"    connect {portal}");
        _connected = true;
        return Task.CompletedTask;
    }

    public Task<SignalingAck> SendAsync(string name, JsonElement? data, CancellationToken cancellationToken = default)
    {
        if (!_connected) throw new SignalingException("Not connected.");
        log.WriteLine($"--> {name} {Short(name, data)}");
        var answer = Answer(name);
        log.WriteLine($"<-- ack {answer}");
        var ack = Task.FromResult(new SignalingAck([.. JsonDocument.Parse(answer).RootElement.EnumerateArray()]));
        if (name == "login") Notify("participant", """{"action":"join","data":{"id":"bob-1","user":"bob","role":"presenter"}}""");
        if (name == "text") Notify("text", """{"from":"bob-1","to":"me","message":"Hello, Alice!"}""");
        return ack;
    }

    public Task DisconnectAsync(CancellationToken cancellationToken = default)
    {
        if (_connected) log.WriteLine("    disconnect");
        _connected = false;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await DisconnectAsync();

    private static string Answer(string name) => name switch
    {
        "login" => $$$"""
            ["ok",{"id":"{{{Me}}}","user":"alice","role":"presenter","permission":{"publish":{"audio":true,"video":true},"subscribe":{"audio":true,"video":true}},"room":{"id":"room-1","views":[],"participants":[{"id":"{{{Me}}}","user":"alice","role":"presenter"}],"streams":[]}}]
            """,
        "text" or "logout" => """["ok"]""",
        _ => $$"""["error","{{name}} is beyond this sample"]""",
    };

    private void Notify(string name, string json)
    {
        log.WriteLine($"<-- {name} {json}");
        DataReceived?.Invoke(this, new SignalingDataEventArgs(name, JsonDocument.Parse(json).RootElement));
    }

    /// <summary>A token is a credential, and even a sample does not print one.</summary>
    private static string Short(string name, JsonElement? data) => name == "login" ? "{token and user agent}" : data?.GetRawText() ?? "";
}
