using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OwtClient.Protocol;

namespace OwtClient.Signaling;

/// <summary>
/// Sends typed requests over an <see cref="ISignaling"/> and turns refusals, silence and loss into <see cref="ConferenceException"/>.
/// </summary>
/// <remarks>
/// While <see cref="Gate"/> is held, requests wait for a connection, within their own limit. What was sent before a loss and not answered
/// fails: nobody knows whether it was done. Thread-safe.
/// </remarks>
internal sealed class RequestSender(ISignaling signaling, TimeSpan timeout, TimeProvider time)
{
    /// <summary>Closed while there is no connection.</summary>
    public RequestGate Gate { get; } = new();

    public Task<JsonElement?> SendAsync<T>(string name, T data, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(name, JsonSerializer.SerializeToElement(data, type), late: null, cancellationToken);

    /// <summary>Sends a request, when there is a connection.</summary>
    /// <param name="name">Event name.</param>
    /// <param name="data">Argument.</param>
    /// <param name="late">
    /// Gets the result of a success that comes after the wait was given up, so that what the server made can be undone.
    /// </param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <returns>The result, or null when the answer carries none.</returns>
    /// <exception cref="ConferenceException">Rejected, Timeout or SignalingFailed.</exception>
    public Task<JsonElement?> SendAsync(string name, JsonElement data, Action<JsonElement>? late, CancellationToken cancellationToken) =>
        SendCoreAsync(name, stop => SendWhenOpenAsync(name, data, stop), timeout, late, cancellationToken);

    /// <summary>Sends a request on the connection there is: one that makes or ends the participation.</summary>
    /// <param name="name">Event name.</param>
    /// <param name="data">Argument, or null for none, as <c>logout</c> must be sent (PROTOCOL §2.4).</param>
    /// <param name="limit">How long to wait for the answer.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <returns>The result, or null when the answer carries none.</returns>
    /// <exception cref="ConferenceException">Rejected, Timeout or SignalingFailed.</exception>
    public Task<JsonElement?> SendNowAsync(string name, JsonElement? data, TimeSpan limit, CancellationToken cancellationToken) =>
        SendCoreAsync(name, _ => signaling.SendAsync(name, data, CancellationToken.None), limit, null, cancellationToken);

    private async Task<SignalingAck> SendWhenOpenAsync(string name, JsonElement data, CancellationToken stop)
    {
        // The request is not canceled with the wait: its late answer may say that the server made something. It ends with the connection.
        Task<SignalingAck> Send() => signaling.SendAsync(name, data, CancellationToken.None);
        for (int? gone = null; ;)
        {
            var opening = Gate.Openings;
            try
            {
                return await Gate.SendAsync(Send, gone, stop).ConfigureAwait(false);
            }
            catch (SignalingException e) when (e.IsUnsent)
            {
                gone = opening; // or a later one, if it waited: the next attempt says so
            }
        }
    }

    private async Task<JsonElement?> SendCoreAsync(
        string name,
        Func<CancellationToken, Task<SignalingAck>> send,
        TimeSpan limit,
        Action<JsonElement>? late,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Armed before the request leaves, so that whoever sees the request may rely on its time limit.
        using var overdue = new CancellationTokenSource(limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(overdue.Token, cancellationToken);
        Task<SignalingAck>? sending = null;
        try
        {
            sending = send(stop.Token);
            return Result(name, await sending.WaitAsync(stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException e) when (sending is not null && stop.IsCancellationRequested)
        {
            WatchLate(sending, late);
            cancellationToken.ThrowIfCancellationRequested();
            var waited = Gate.IsOpen ? $"The server did not answer {name} within" : $"{name} waited for a connection for";
            throw new ConferenceException(ConferenceError.Timeout, $"{waited} {limit.TotalSeconds:0.###} s.", e);
        }
        catch (Exception e) when (e is not ConferenceException)
        {
            // Whatever an implementation throws besides what it should: the request came to nothing, and its sender must hear of it.
            throw new ConferenceException(
                ConferenceError.SignalingFailed, $"There was no connection, or it ended before {name} was answered: {e.Message}", e);
        }
    }

    private static JsonElement? Result(string name, SignalingAck ack)
    {
        if (AckReader.TryRead(ack.Arguments, out var result, out var error)) return result;
        throw new ConferenceException(ConferenceError.Rejected, $"The server refused {name}: {error}", serverText: error);
    }

    private static void WatchLate(Task<SignalingAck> sending, Action<JsonElement>? late) =>
        _ = sending.ContinueWith(
            task =>
            {
                // Reading the exception marks it as seen: the request was given up, and how it failed concerns nobody any more.
                if (!task.IsCompletedSuccessfully) _ = task.Exception;
                else if (late is not null && AckReader.TryRead(task.Result.Arguments, out var result, out _) && result is { } value)
                {
                    late(value);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
}
