using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

/// <summary>Two engines joined by a pipe that a test may damage. Datagrams are delivered on a pool thread, one at a time per direction.</summary>
internal sealed class DtlsPair : IAsyncDisposable
{
    public static readonly DtlsCertificate ClientCertificate = DtlsCertificate.Create();
    public static readonly DtlsCertificate ServerCertificate = DtlsCertificate.Create();

    public DtlsPair(
        Func<DtlsEngineOptions, DtlsEngineOptions>? client = null,
        Func<DtlsEngineOptions, DtlsEngineOptions>? server = null,
        DtlsPath? toServer = null,
        DtlsPath? toClient = null)
    {
        var clientOptions = Options(DtlsRole.Client);
        var serverOptions = Options(DtlsRole.Server);
        Client = new DtlsEnd(client?.Invoke(clientOptions) ?? clientOptions, toServer ?? new DtlsPath());
        Server = new DtlsEnd(server?.Invoke(serverOptions) ?? serverOptions, toClient ?? new DtlsPath());
        Client.Path.Connect(Server.Engine);
        Server.Path.Connect(Client.Engine);
    }

    public DtlsEnd Client { get; }

    public DtlsEnd Server { get; }

    public static DtlsEngineOptions Options(DtlsRole role) => new()
    {
        Role = role,
        Certificate = role == DtlsRole.Client ? ClientCertificate : ServerCertificate,
        RemoteFingerprints = [(role == DtlsRole.Client ? ServerCertificate : ClientCertificate).Fingerprint],
        InitialRetransmission = TimeSpan.FromMilliseconds(20),
    };

    public async Task<(DtlsHandshakeResult Client, DtlsHandshakeResult Server)> ConnectAsync()
    {
        Server.Engine.Start();
        Client.Engine.Start();
        return (await Client.Connected, await Server.Connected);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.Engine.DisposeAsync();
        await Server.Engine.DisposeAsync();
    }
}
