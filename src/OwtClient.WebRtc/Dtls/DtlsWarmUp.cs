namespace OwtClient.WebRtc.Dtls;

/// <summary>Runs one handshake within the process, so that its first real one finds compiled code: that saves it about 100 ms.</summary>
/// <remarks>A factory starts it when it is made and need not wait for it: connecting works meanwhile, only slower.</remarks>
internal static class DtlsWarmUp
{
    private static readonly Lazy<Task> Once = new(() => Task.Run(RunAsync));

    /// <summary>Starts the warm-up on the thread pool, once per process. The task never fails.</summary>
    public static Task Start() => Once.Value;

    private static async Task RunAsync()
    {
        using var certificate = DtlsCertificate.Create();
        var client = new End(DtlsRole.Client, certificate);
        var server = new End(DtlsRole.Server, certificate);
        (client.Other, server.Other) = (server, client);
        server.Engine.Start();
        client.Engine.Start();
        await client.Finished.ConfigureAwait(false);
        await server.Finished.ConfigureAwait(false);
        await client.Engine.DisposeAsync().ConfigureAwait(false);
        await server.Engine.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class End : IDtlsObserver
    {
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public End(DtlsRole role, DtlsCertificate certificate) =>
            Engine = new DtlsEngine(new() { Role = role, Certificate = certificate, RemoteFingerprints = [certificate.Fingerprint] }, this);

        public DtlsEngine Engine { get; }

        public End? Other { get; set; }

        public Task Finished => _finished.Task;

        public void SendDtls(ReadOnlySpan<byte> datagram) => Other!.Engine.HandleDatagram(datagram);

        public void DtlsConnected(DtlsHandshakeResult result)
        {
            result.Keys.Dispose();
            _finished.TrySetResult();
        }

        public void DtlsFailed(DtlsFailure failure, string detail) => _finished.TrySetResult();

        public void DtlsClosed() => _finished.TrySetResult();
    }
}
