using BenchmarkDotNet.Attributes;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.Benchmarks.Parts;

/// <summary>A whole handshake, both ends, in memory; threads included.</summary>
[MemoryDiagnoser]
public class DtlsHandshakeBenchmarks
{
    private readonly DtlsCertificate _certificate = DtlsCertificate.Create();

    [Benchmark]
    public async Task Handshake()
    {
        var (client, server) = (new End(DtlsRole.Client, _certificate), new End(DtlsRole.Server, _certificate));
        (client.Other, server.Other) = (server, client);
        server.Engine.Start();
        client.Engine.Start();
        await client.Finished;
        await server.Finished;
        await client.Engine.DisposeAsync();
        await server.Engine.DisposeAsync();
    }

    [Benchmark]
    public void MakeCertificate() => DtlsCertificate.Create().Dispose();

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

        public void DtlsFailed(DtlsFailure failure, string detail) => _finished.TrySetException(new InvalidOperationException($"{failure}: {detail}"));

        public void DtlsClosed() => _finished.TrySetResult();
    }
}
