using System.Text.Json;
using OwtClient.Signaling;

namespace OwtClient.Testing;

/// <summary>A request that reached a <see cref="FakeSignaling"/>. Answer it once, now or later, or never. Thread-safe.</summary>
public sealed class FakeRequest
{
    private readonly TaskCompletionSource<SignalingAck> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal FakeRequest(string name, JsonElement? data)
    {
        Name = name;
        Data = data;
    }

    /// <summary>Its name, for example <c>publish</c>.</summary>
    public string Name { get; }

    /// <summary>Its argument, or null when it was sent without one.</summary>
    public JsonElement? Data { get; }

    /// <summary>Whether it was answered, or failed with the connection.</summary>
    public bool IsAnswered => _answer.Task.IsCompleted;

    internal Task<SignalingAck> Answer => _answer.Task;

    /// <summary>Answers <c>ok</c>. Does nothing when it was answered already.</summary>
    /// <param name="result">The result as JSON text, or null for none.</param>
    /// <exception cref="JsonException"><paramref name="result"/> is not JSON.</exception>
    public void Acknowledge(string? result = null)
    {
        if (result is null) AnswerWith("\"ok\"");
        else AnswerWith("\"ok\"", result);
    }

    /// <summary>Answers <c>error</c>. Does nothing when it was answered already.</summary>
    /// <param name="text">The server's words.</param>
    public void Refuse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        AnswerWith("\"error\"", $"\"{JsonEncodedText.Encode(text)}\"");
    }

    /// <summary>Answers with any arguments, also ones a server would never send. Does nothing when it was answered already.</summary>
    /// <param name="arguments">Each as JSON text.</param>
    /// <exception cref="JsonException">One of them is not JSON.</exception>
    public void AnswerWith(params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        _answer.TrySetResult(new SignalingAck([.. arguments.Select(Json.Parse)]));
    }

    /// <summary>Its data as JSON text, or an empty text without.</summary>
    public override string ToString() => $"{Name} {Data?.GetRawText()}";

    internal void Fail(Exception exception) => _answer.TrySetException(exception);
}
