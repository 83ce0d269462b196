using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OwtClient.Protocol;

namespace OwtClient.Signaling;

/// <summary>Sends typed requests over an <see cref="ISignaling"/> and turns refusals, silence and loss into <see cref="ConferenceException"/>.</summary>
internal sealed class RequestSender(ISignaling signaling, TimeSpan timeout, TimeProvider time)
{
    public Task<JsonElement?> SendAsync<T>(string name, T data, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(name, JsonSerializer.SerializeToElement(data, type), timeout, null, cancellationToken);

    /// <summary>A request without any argument, as <c>logout</c> must be sent (PROTOCOL §2.4).</summary>
    public Task<JsonElement?> SendWithoutDataAsync(string name, CancellationToken cancellationToken) => SendAsync(name, null, timeout, null, cancellationToken);

    /// <summary>Sends a request.</summary>
    /// <param name="name">Event name.</param>
    /// <param name="data">Argument, or null for none.</param>
    /// <param name="limit">How long to wait for the answer.</param>
    /// <param name="late">Gets the result of a success that comes after the wait was given up, so that what the server made can be undone.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    public async Task<JsonElement?> SendAsync(
        string name, JsonElement? data, TimeSpan limit, Action<JsonElement>? late, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // The request is not canceled with the wait: its late answer may say that the server made something. It ends with the connection.
        var sending = signaling.SendAsync(name, data, CancellationToken.None);
        try
        {
            var ack = await sending.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
            return Result(name, ack);
        }
        catch (TimeoutException e)
        {
            WatchLate(sending, late);
            throw new ConferenceException(ConferenceError.Timeout, $"The server did not answer {name} within {limit.TotalSeconds:0.###} s.", e);
        }
        catch (OperationCanceledException)
        {
            WatchLate(sending, late);
            throw;
        }
        catch (SignalingException e)
        {
            throw new ConferenceException(ConferenceError.SignalingFailed, $"The connection ended before {name} was answered: {e.Message}", e);
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
                if (task.IsCompletedSuccessfully && late is not null && AckReader.TryRead(task.Result.Arguments, out var result, out _) && result is { } value) late(value);
                else _ = task.Exception;
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
}
