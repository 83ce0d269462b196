using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

/// <summary>One engine and what it reported.</summary>
internal sealed class DtlsEnd : IDtlsObserver
{
    // A net under the test: nothing here waits that long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<DtlsHandshakeResult> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DtlsFailure> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DtlsEnd(DtlsEngineOptions options, DtlsPath path)
    {
        Path = path;
        Engine = new DtlsEngine(options, this);
    }

    public DtlsEngine Engine { get; }

    /// <summary>Where this end's datagrams go.</summary>
    public DtlsPath Path { get; }

    public Task<DtlsHandshakeResult> Connected => _connected.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public Task<DtlsFailure> Failed => _failed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public Task Closed => _closed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>The handshake's thread, as far as it sent something.</summary>
    public Thread? HandshakeThread { get; private set; }

    public void SendDtls(ReadOnlySpan<byte> datagram)
    {
        if (Thread.CurrentThread.Name == "DTLS handshake") HandshakeThread = Thread.CurrentThread;
        Path.Send(datagram.ToArray());
    }

    public void DtlsConnected(DtlsHandshakeResult result) => _connected.TrySetResult(result);

    public void DtlsFailed(DtlsFailure failure, string detail)
    {
        _failed.TrySetResult(failure);
        _connected.TrySetException(new InvalidOperationException($"{failure}: {detail}"));
    }

    public void DtlsClosed() => _closed.TrySetResult();
}
