using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Signaling;

/// <summary>Signaling over Socket.IO 2 to 4, as OWT portals speak it (PROTOCOL §2). The default.</summary>
/// <remarks>
/// Thread-safe. Does not reconnect by itself: that is its user's policy. A server that stops pinging ends the connection after the ping
/// interval and time-out that it announced. See <see cref="ISignaling"/> for the order of answers and notifications.
/// </remarks>
public sealed class SocketIoSignaling : ISignaling, ISocketIoConnectionEvents
{
    private readonly SocketIoSignalingOptions _options;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _lifecycle = new(1, 1); // connecting and disconnecting, one at a time
    private volatile SocketIoConnection? _connection;
    private volatile Task _ending = Task.CompletedTask; // the connection before was lost, and everybody has been told
    private bool _disposed;

    /// <summary>Makes a signaling that is not connected.</summary>
    /// <param name="options">Settings, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The Engine.IO version is neither 3 nor 4, or a limit is not positive.</exception>
    public SocketIoSignaling(SocketIoSignalingOptions? options = null)
    {
        _options = options ?? new SocketIoSignalingOptions();
        if (_options.EngineIoVersion is not (null or 3 or 4)) throw new ArgumentException($"The Engine.IO version is 3 or 4, not {_options.EngineIoVersion}.", nameof(options));
        if (_options.ConnectTimeout <= TimeSpan.Zero || _options.SendQueueMessages < 1 || _options.MaxMessageBytes < 1024)
        {
            throw new ArgumentException("ConnectTimeout and SendQueueMessages must be positive, MaxMessageBytes at least 1024.", nameof(options));
        }

        _logger = _options.LoggerFactory.CreateLogger<SocketIoSignaling>();
    }

    /// <inheritdoc/>
    public event EventHandler<SignalingDataEventArgs>? DataReceived;

    /// <inheritdoc/>
    public event EventHandler<SignalingDisconnectedEventArgs>? Disconnected;

    /// <inheritdoc/>
    public async Task ConnectAsync(Uri portal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(portal);
        if (portal.Scheme is not ("http" or "https")) throw new ArgumentException($"A portal's address is http or https, not {portal.Scheme}.", nameof(portal));
        await _lifecycle.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connection is not null) throw new InvalidOperationException("The signaling is connected already.");
            await _ending.ConfigureAwait(false); // else the event would seem to be about the new connection
            _connection = await ConnectAnyVersionAsync(portal, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lifecycle.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<SignalingAck> SendAsync(string name, JsonElement? data, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (data is { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }) throw new ArgumentException("JSON null crashes portals; give null for no argument.", nameof(data));
        cancellationToken.ThrowIfCancellationRequested();
        var connection = _connection ?? throw new SignalingException("The signaling is not connected.") { IsUnsent = true };
        return await connection.SendAsync(name, data).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DisconnectAsync(CancellationToken cancellationToken = default)
    {
        await _lifecycle.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_connection is not { } connection) return;
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _lifecycle.Release();
        }
    }

    /// <summary>Disconnects for good. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync(CancellationToken.None).ConfigureAwait(false);
        _disposed = true;
    }

    void ISocketIoConnectionEvents.HandleEvent(SocketIoConnection connection, string name, JsonElement? data)
    {
        // One that was given up for its silence may still speak: what it says would be taken for its successor's.
        if ((_connection ?? connection) == connection) Raise(() => DataReceived?.Invoke(this, new SignalingDataEventArgs(name, data)));
    }

    void ISocketIoConnectionEvents.HandleEnd(SocketIoConnection connection, SignalingDisconnectReason reason, SignalingException why)
    {
        if (_connection != connection) return; // disconnected on purpose meanwhile
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ending = told.Task;
        _connection = null;
        Raise(() => Disconnected?.Invoke(this, new SignalingDisconnectedEventArgs(reason, why)));
        told.SetResult();
        // The tasks of the connection wait for nothing more; they cannot wait for themselves, which is where this runs.
        _ = Task.Run(async () => await connection.DisposeAsync().ConfigureAwait(false));
    }

    private async Task<SocketIoConnection> ConnectAnyVersionAsync(Uri portal, CancellationToken cancellationToken)
    {
        int[] versions = _options.EngineIoVersion is { } fixedVersion ? [fixedVersion] : [4, 3];
        foreach (var version in versions)
        {
            try
            {
                return await ConnectVersionAsync(portal, version, cancellationToken).ConfigureAwait(false);
            }
            catch (WrongEngineIoVersionException e)
            {
                Log.WrongVersion(_logger, version, e.Message);
                if (version == versions[^1]) throw await ExplainAsync(portal, e, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new InvalidOperationException("There is always a version to try.");
    }

    private async Task<SocketIoConnection> ConnectVersionAsync(Uri portal, int version, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.ConnectTimeout, _options.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        SocketIoConnection? connection = null;
        try
        {
            var transport = await TransportConnector.ConnectAsync(portal, version, _options, stop.Token).ConfigureAwait(false);
            connection = new SocketIoConnection(portal, transport, version, this, _options, _logger);
            await connection.OpenAsync(stop.Token).ConfigureAwait(false);
            Log.Connected(_logger, portal, version);
            return connection;
        }
        catch (Exception e)
        {
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (e is OperationCanceledException) throw new SignalingException($"Cannot connect to {portal}: it did not answer within {_options.ConnectTimeout.TotalSeconds:0.###} s.", e);
            if (e is not (WebSocketException or HttpRequestException or EngineIoException)) throw;
            throw await ExplainAsync(portal, e, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SignalingException> ExplainAsync(Uri portal, Exception cause, CancellationToken cancellationToken)
    {
        var otherScheme = await TlsProbe.SpeaksOtherSchemeAsync(portal, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        return ConnectFailure.Explain(portal, cause, otherScheme);
    }

    private void Raise(Action raise)
    {
        try
        {
            raise();
        }
#pragma warning disable CA1031 // A handler's exception is its owner's, and must not end the connection.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.HandlerThrew(_logger, e);
        }
    }
}
