using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Engine.IO packets by HTTP long polling: one GET waits for packets, POSTs carry ours.</summary>
internal sealed class PollingTransport : IEngineIoTransport
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly SocketIoSignalingOptions _options;
    private readonly int _version;
    private readonly Queue<string> _received = new();
    private Uri _address;
    private long _request;
    private bool _serverClosed;

    private PollingTransport(Uri portal, int version, SocketIoSignalingOptions options)
    {
        _options = options;
        _version = version;
        _address = EngineIoAddress.Polling(portal, version);
        var handler = new SocketsHttpHandler { UseCookies = true };
        if (options.CertificateValidation is { } validation) handler.SslOptions.RemoteCertificateValidationCallback = validation;
        if (options.ClientCertificates is { } certificates) handler.SslOptions.ClientCertificates = certificates;
        if (options.Proxy is { } proxy) handler.Proxy = proxy;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = options.MaxMessageBytes };
        foreach (var (name, value) in options.Headers) _http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
    }

    /// <summary>What the server said at the first request.</summary>
    public EngineIoHandshake? Handshake { get; private set; }

    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    /// <exception cref="EngineIoException">It answered something else.</exception>
    /// <exception cref="WrongEngineIoVersionException">It does not speak this version.</exception>
    public static async Task<PollingTransport> ConnectAsync(Uri portal, int version, SocketIoSignalingOptions options, CancellationToken cancellationToken)
    {
        var transport = new PollingTransport(portal, version, options);
        try
        {
            await transport.OpenAsync(portal, cancellationToken).ConfigureAwait(false);
            return transport;
        }
        catch
        {
            transport._http.Dispose();
            throw;
        }
    }

    public async ValueTask<string?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (_received.Count == 0)
        {
            if (_serverClosed) return null;
            Enqueue(await GetAsync(cancellationToken).ConfigureAwait(false));
        }

        var packet = _received.Dequeue();
        if (packet == "1") _serverClosed = true;
        return packet;
    }

    public async Task SendAsync(IReadOnlyList<string> packets, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ReadOnlyMemoryContent(Encode(packets));
            content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "UTF-8" };
            using var response = await _http.PostAsync(NextAddress(), content, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw new EngineIoException($"The server answered a POST with HTTP {(int)response.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            throw new EngineIoException("The server did not take a POST.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Handshake is not null && !_serverClosed)
        {
            using var limit = new CancellationTokenSource(CloseTimeout, _options.TimeProvider);
            try
            {
                await SendAsync(["1"], limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is EngineIoException or OperationCanceledException)
            {
                // The server is gone already; it needs no goodbye.
            }
        }

        _http.Dispose();
    }

    /// <summary>What was received and not read yet.</summary>
    public Queue<string> TakeReceived()
    {
        var taken = new Queue<string>(_received);
        _received.Clear();
        return taken;
    }

    /// <summary>Ends this transport without telling the server, since a WebSocket goes on with the session.</summary>
    public void Abandon() => _http.Dispose();

    private async Task OpenAsync(Uri portal, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(NextAddress(), cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            if (body.AsSpan().IndexOf("Unsupported protocol version"u8) >= 0) throw new WrongEngineIoVersionException($"The server does not speak Engine.IO {_version}.");
            throw new EngineIoException($"The server answered HTTP {(int)response.StatusCode}; this may not be a portal.");
        }

        // An Engine.IO 3 server asked for version 4 answers in its own form: the body tells which.
        if (_version == 4 && body.Length > 0 && body[0] is >= (byte)'0' and <= (byte)'9' && body.AsSpan().IndexOf(":0{"u8) is > 0 and < 10)
        {
            throw new WrongEngineIoVersionException("The server answered in the form of Engine.IO 3.");
        }

        if (!TryDecode(body, out var packets) || packets.Count == 0 || !EngineIoHandshake.TryParse(packets[0], out var handshake))
        {
            throw new EngineIoException("The server answered something else than an Engine.IO handshake; this may not be a portal.");
        }

        Handshake = handshake;
        _address = EngineIoAddress.Polling(portal, _version, handshake!.SessionId);
        foreach (var packet in packets) _received.Enqueue(packet);
    }

    private async Task<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(NextAddress(), cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw new EngineIoException($"The server answered a poll with HTTP {(int)response.StatusCode}.");
            return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new EngineIoException("The server did not answer a poll.", e);
        }
    }

    private void Enqueue(byte[] body)
    {
        if (!TryDecode(body, out var packets)) throw new EngineIoException("The server sent a malformed polling body.");
        foreach (var packet in packets) _received.Enqueue(packet);
    }

    private ReadOnlyMemory<byte> Encode(IReadOnlyList<string> packets)
    {
        var body = new ArrayBufferWriter<byte>();
        EngineIoPayloadWriter.Write(body, [.. packets.Select(Encoding.UTF8.GetBytes)], _version);
        return body.WrittenMemory;
    }

    private bool TryDecode(byte[] body, out List<string> packets)
    {
        packets = [];
        var reader = new EngineIoPayloadReader(body, _version);
        EngineIoPayloadStatus status;
        while ((status = reader.TryRead(out var packet)) == EngineIoPayloadStatus.Packet) packets.Add(Encoding.UTF8.GetString(packet));
        return status == EngineIoPayloadStatus.End;
    }

    /// <summary>No cache on the way may answer for the server.</summary>
    private Uri NextAddress() => new(_address.OriginalString + "&t=" + Interlocked.Increment(ref _request).ToString(CultureInfo.InvariantCulture));
}
