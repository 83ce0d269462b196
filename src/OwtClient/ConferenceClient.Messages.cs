using System.Text.Json;
using OwtClient.Conference;
using OwtClient.Protocol;

namespace OwtClient;

/// <content>Text messages.</content>
public sealed partial class ConferenceClient
{
    /// <summary>A message came, one's own messages to all included.</summary>
    public event EventHandler<MessageReceivedEventArgs>? MessageReceived;

    /// <summary>Sends a text.</summary>
    /// <param name="message">The text.</param>
    /// <param name="to">A participant's id, or null for everybody.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the message may be delivered nevertheless.</param>
    /// <exception cref="ArgumentException"><paramref name="to"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The client is in no conference.</exception>
    /// <exception cref="ConferenceException">
    /// <see cref="ConferenceError.Rejected"/>: the server said no, for example because the participant is not there.
    /// <see cref="ConferenceError.Timeout"/>, <see cref="ConferenceError.SignalingFailed"/>: nobody knows whether it was delivered.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task SendAsync(string message, string? to = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendJsonAsync(JsonSerializer.SerializeToElement(message, ProtocolJson.Default.String), to, cancellationToken);
    }

    /// <summary>Sends any JSON.</summary>
    /// <param name="message">The value; servers take up to about 1 MB.</param>
    /// <param name="to">A participant's id, or null for everybody.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the message may be delivered nevertheless.</param>
    /// <inheritdoc cref="SendAsync(string, string?, CancellationToken)" path="/exception"/>
    public Task SendJsonAsync(JsonElement message, string? to = null, CancellationToken cancellationToken = default)
    {
        if (to is not null) ArgumentException.ThrowIfNullOrEmpty(to);
        if (message.ValueKind == JsonValueKind.Undefined) throw new ArgumentException("There is no JSON value.", nameof(message));
        return Joined().SendTextAsync(to ?? "all", message, cancellationToken);
    }
}
