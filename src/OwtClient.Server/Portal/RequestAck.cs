using System.Text.Json;

namespace OwtClient.Server.Portal;

/// <summary>The answer to a request, in the shapes of PROTOCOL §2.3.</summary>
/// <param name="send">Writes the ack with these arguments, or null when the request does not want one.</param>
internal readonly struct RequestAck(Action<IReadOnlyList<JsonElement>>? send)
{
    private static readonly JsonElement OkText = JsonSerializer.SerializeToElement("ok");
    private static readonly JsonElement ErrorText = JsonSerializer.SerializeToElement("error");

    /// <summary>An ack that hands its arguments to <paramref name="pass"/> with what would send them.</summary>
    public RequestAck Through(Action<Action<IReadOnlyList<JsonElement>>, IReadOnlyList<JsonElement>> pass)
    {
        var inner = send;
        return inner is null ? this : new RequestAck(arguments => pass(inner, arguments));
    }

    /// <summary><c>["ok"]</c>: success without a result.</summary>
    public void Ok() => send?.Invoke([OkText]);

    /// <summary><c>["ok", result]</c>.</summary>
    public void Ok(JsonElement result) => send?.Invoke([OkText, result]);

    /// <summary><c>["ok", "ok"]</c>: how <c>stream-control</c> is answered.</summary>
    public void OkOk() => Ok(OkText);

    /// <summary><c>["error", text]</c>. The second argument is always a text.</summary>
    public void Error(string text) => send?.Invoke([ErrorText, JsonSerializer.SerializeToElement(text)]);
}
