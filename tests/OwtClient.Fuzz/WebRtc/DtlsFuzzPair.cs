using OwtClient.WebRtc.Dtls;

namespace OwtClient.Fuzz.WebRtc;

/// <summary>Two engines that hand each other their datagrams, through something that may change them.</summary>
/// <param name="change">Who sends (true: the client), which datagram of that side, and its bytes; gives the bytes that arrive.</param>
internal sealed class DtlsFuzzPair : IDisposable
{
    private static readonly DtlsCertificate Certificate = DtlsCertificate.Create();

    private readonly End _client;
    private readonly End _server;

    public DtlsFuzzPair(Func<bool, int, byte[], byte[]> change)
    {
        _client = new End(DtlsRole.Client, (number, datagram) => Server!.HandleDatagram(change(true, number, datagram)));
        _server = new End(DtlsRole.Server, (number, datagram) => Client!.HandleDatagram(change(false, number, datagram)));
    }

    public DtlsEngine Client => _client.Engine;

    public DtlsEngine Server => _server.Engine;

    /// <summary>Runs the handshake until both ends are done, or one has waited in vain for some repetitions.</summary>
    /// <param name="patience">How long to wait for each of them.</param>
    public (DtlsHandshakeResult? Client, DtlsHandshakeResult? Server) Run(TimeSpan patience)
    {
        Server.Start();
        Client.Start();
        Task.WaitAny([_client.Finished, _server.Finished], patience);
        Task.WaitAll([_client.Finished, _server.Finished], patience);
        return (_client.Result, _server.Result);
    }

    /// <summary>Waits for both handshake threads to end.</summary>
    public void Dispose()
    {
        Client.DisposeAsync().AsTask().Wait();
        Server.DisposeAsync().AsTask().Wait();
    }

    private sealed class End : IDtlsObserver
    {
        private readonly TaskCompletionSource<DtlsHandshakeResult?> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Action<int, byte[]> _send;
        private int _sent;

        public End(DtlsRole role, Action<int, byte[]> send)
        {
            _send = send;
            Engine = new DtlsEngine(
                new()
                {
                    Role = role,
                    Certificate = Certificate,
                    RemoteFingerprints = [Certificate.Fingerprint],
                    InitialRetransmission = TimeSpan.FromMilliseconds(10),
                    MaxDatagramBytes = 500, // more datagrams to damage
                },
                this);
        }

        public DtlsEngine Engine { get; }

        public Task<DtlsHandshakeResult?> Finished => _finished.Task;

        public DtlsHandshakeResult? Result => _finished.Task.IsCompleted ? _finished.Task.Result : null;

        public void SendDtls(ReadOnlySpan<byte> datagram) => _send(Interlocked.Increment(ref _sent) - 1, datagram.ToArray());

        public void DtlsConnected(DtlsHandshakeResult result) => _finished.TrySetResult(result);

        public void DtlsFailed(DtlsFailure failure, string detail) => _finished.TrySetResult(null);

        public void DtlsClosed() => _finished.TrySetResult(null);
    }
}
