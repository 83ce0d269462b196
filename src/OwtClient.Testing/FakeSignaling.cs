using System.Text.Json;
using OwtClient.Signaling;

namespace OwtClient.Testing;

/// <summary>Signaling without a network: records requests, answers them as told, and says what it is told to say.</summary>
/// <remarks>
/// Thread-safe. Handlers of <see cref="On"/> run on the thread that sends, before <see cref="SendAsync"/> returns; notifications are
/// raised on the
/// thread that calls <see cref="Push"/>, one at a time. Requests without a handler stay unanswered.
/// </remarks>
/// <example>
/// <code>
/// var signaling = new FakeSignaling();
/// signaling.On("text", request => request.Refuse("Invalid receiver"));
/// var client = new ConferenceClient(new ConferenceClientOptions(), signaling);
/// </code>
/// </example>
public sealed class FakeSignaling : ISignaling
{
    private readonly object _gate = new();
    private readonly object _raising = new();
    private readonly List<FakeRequest> _requests = [];
    private readonly Dictionary<string, Action<FakeRequest>> _handlers = [];
    private readonly List<(string Name, int Number, TaskCompletionSource<FakeRequest> Waiter)> _waiters = [];
    private bool _connected;
    private bool _disposed;

    /// <inheritdoc/>
    public event EventHandler<SignalingDataEventArgs>? DataReceived;

    /// <inheritdoc/>
    public event EventHandler<SignalingDisconnectedEventArgs>? Disconnected;

    /// <summary>Thrown by <see cref="ConnectAsync"/>, or null (the default) to connect.</summary>
    public Exception? ConnectFailure { get; set; }

    /// <summary><see cref="ConnectAsync"/> waits for this. The default value is a completed task.</summary>
    public Task ConnectGate { get; set; } = Task.CompletedTask;

    /// <summary>The address of the newest connection, or null before the first.</summary>
    public Uri? Portal { get; private set; }

    /// <summary>Whether there is a connection now.</summary>
    public bool IsConnected
    {
        get
        {
            lock (_gate) return _connected;
        }
    }

    /// <summary>All requests so far, in order. A snapshot.</summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>Says how requests of a name are answered from now on, in place of what was said before.</summary>
    /// <param name="name">Name of the requests.</param>
    /// <param name="handler">Gets each; may answer it, push notifications, or keep it for later. Must not block.</param>
    public FakeSignaling On(string name, Action<FakeRequest> handler)
    {
        lock (_gate) _handlers[name] = handler;
        return this;
    }

    /// <summary>Completes when a request of a name has been sent, at once when it was before.</summary>
    /// <param name="name">Name of the request.</param>
    /// <param name="number">Which of that name, counted from 1.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<FakeRequest> WaitForRequestAsync(string name, int number = 1, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_requests.Where(r => r.Name == name).Skip(number - 1).FirstOrDefault() is { } request) return Task.FromResult(request);
            var waiter = new TaskCompletionSource<FakeRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((name, number, waiter));
            return waiter.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Raises a notification, as if the server had sent it.</summary>
    /// <param name="name">Its name, for example <c>stream</c>.</param>
    /// <param name="data">Its argument as JSON text, or null for none.</param>
    /// <exception cref="JsonException"><paramref name="data"/> is not JSON.</exception>
    public void Push(string name, string? data)
    {
        var args = new SignalingDataEventArgs(name, data is null ? null : Json.Parse(data));
        lock (_raising) DataReceived?.Invoke(this, args);
    }

    /// <summary>
    /// Ends the connection without the client having wished it: pending requests fail, <see cref="Disconnected"/> is raised.
    /// </summary>
    public void LoseConnection(SignalingDisconnectReason reason = SignalingDisconnectReason.ConnectionLost, Exception? exception = null)
    {
        if (!TryClose()) return;
        lock (_raising) Disconnected?.Invoke(this, new SignalingDisconnectedEventArgs(reason, exception));
    }

    /// <inheritdoc/>
    public async Task ConnectAsync(Uri portal, CancellationToken cancellationToken = default)
    {
        await ConnectGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (ConnectFailure is { } failure) throw failure;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connected) throw new InvalidOperationException("It is connected already.");
            _connected = true;
            Portal = portal;
        }
    }

    /// <inheritdoc/>
    public Task<SignalingAck> SendAsync(string name, JsonElement? data, CancellationToken cancellationToken = default)
    {
        var request = new FakeRequest(name, data?.Clone());
        Action<FakeRequest>? handler;
        lock (_gate)
        {
            if (!_connected) return Task.FromException<SignalingAck>(new SignalingException("There is no connection.") { IsUnsent = true });
            _requests.Add(request);
            handler = _handlers.GetValueOrDefault(name);
        }

        handler?.Invoke(request);
        TellWaiters(request);
        return request.Answer.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task DisconnectAsync(CancellationToken cancellationToken = default)
    {
        TryClose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate) _disposed = true;
        TryClose();
        return ValueTask.CompletedTask;
    }

    private bool TryClose()
    {
        FakeRequest[] pending;
        lock (_gate)
        {
            if (!_connected) return false;
            _connected = false;
            pending = [.. _requests.Where(r => !r.IsAnswered)];
        }

        foreach (var request in pending) request.Fail(new SignalingException("The connection ended."));
        return true;
    }

    private void TellWaiters(FakeRequest request)
    {
        List<TaskCompletionSource<FakeRequest>> found = [];
        lock (_gate)
        {
            var number = _requests.TakeWhile(r => r != request).Count(r => r.Name == request.Name) + 1;
            foreach (var waiter in _waiters.Where(w => w.Name == request.Name && w.Number == number)) found.Add(waiter.Waiter);
            _waiters.RemoveAll(w => w.Name == request.Name && w.Number == number);
        }

        foreach (var waiter in found) waiter.TrySetResult(request);
    }
}
