using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Server.EngineIo;
using OwtClient.Server.SocketIo;

namespace OwtClient.Server.Tests.SocketIo;

/// <summary>Socket.IO on a session without any transport: packets in, packets out.</summary>
public class SocketIoConnectionTests
{
    private readonly FakeTimeProvider _time = new();
    private HostedClient? _client;
    private EngineIoSession? _session;
    private SocketIoConnection? _connection;

    [Fact]
    public void Version3_IsConnectedAtOnce_WithTheSessionsId()
    {
        Open(EngineIoVersion.V3);

        Assert.Equal(["40"], Sent());
        Assert.Equal("session-id", _client!.Socket.Id);
    }

    [Fact]
    public void Version4_IsConnectedWhenItAsks_WithAnIdOfItsOwn()
    {
        Open(EngineIoVersion.V4);
        Assert.Null(_client);

        Receive("0");

        Assert.Equal([$"40{{\"sid\":\"{_client!.Socket.Id}\"}}"], Sent());
        Assert.NotEqual("session-id", _client.Socket.Id);
    }

    [Fact]
    public void Version4_ThatNeverAsks_IsClosed()
    {
        Open(EngineIoVersion.V4, new EngineIoOptions { PingInterval = TimeSpan.FromHours(1) });

        _time.Advance(TimeSpan.FromSeconds(44.999));
        Assert.False(_session!.Closed.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(0.001));

        Assert.True(_session.Closed.IsCancellationRequested);
    }

    [Fact]
    public void SecondConnect_ChangesNothing()
    {
        Connect();
        var client = _client;

        Receive("0");

        Assert.Empty(Sent());
        Assert.Same(client, _client);
    }

    [Fact]
    public void OtherNamespace_IsRefused_AndTheConnectionGoesOn()
    {
        Connect();

        Receive("0/admin,");
        Receive("21[\"ok\"]");

        Assert.Equal(["44/admin,{\"message\":\"Invalid namespace\"}", "431[\"ok\"]"], Sent());
    }

    [Fact]
    public void Event_IsAnsweredBeforeWhatIsEmittedAfterTheAnswer()
    {
        Connect();

        Receive("25[\"emit\",{\"x\":1}]");

        Assert.Equal(["435[\"ok\"]", "42[\"stream\",{\"x\":1}]", "42[\"drop\",null]"], Sent());
    }

    [Fact]
    public void EventWithoutId_IsHandledWithoutAnAnswer()
    {
        Connect();

        Receive("2[\"ok\"]");

        Assert.Equal(["ok"], _client!.Events);
        Assert.Empty(Sent());
    }

    [Fact]
    public void SecondAnswer_IsDropped()
    {
        Connect();
        var ack = _client!.Socket.AckFor(7);

        ack([JsonSerializer.SerializeToElement("ok")]);
        ack([JsonSerializer.SerializeToElement("error")]);

        Assert.Equal(["437[\"ok\"]"], Sent());
    }

    [Fact]
    public async Task ClientsDisconnect_EndsTheConnection_AndNothingAfterItCounts()
    {
        Connect();

        Receive("1");
        Receive("2[\"ok\"]");
        _connection!.HandleClosed(EngineIoCloseReason.TransportClosed);

        Assert.Equal(EngineIoCloseReason.ClientClosed, await _client!.Closed);
        Assert.Empty(_client.Events);
    }

    [Fact]
    public async Task ServersDisconnect_IsToldAfterEverythingElse()
    {
        Connect();

        _client!.Socket.Emit("drop", default);
        _client.Socket.Disconnect();
        _client.Socket.Emit("late", default);

        Assert.Equal(["42[\"drop\"]", "41"], Sent());
        Assert.False(await _session!.Outgoing.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("2[1]")]
    [InlineData("2[\"a\"")]
    [InlineData("2/admin,[\"a\"]")]
    [InlineData("51-[\"a\",{\"_placeholder\":true,\"num\":0}]")]
    [InlineData("4{}")]
    public void MalformedPacket_ClosesTheConnection(string packet)
    {
        Connect();

        Receive(packet);

        Assert.True(_session!.Closed.IsCancellationRequested);
    }

    [Theory]
    [InlineData("2[\"ok\"]")]
    [InlineData("1")]
    public void PacketBeforeConnecting_ClosesTheConnection(string packet)
    {
        Open(EngineIoVersion.V4);

        Receive(packet);

        Assert.True(_session!.Closed.IsCancellationRequested);
    }

    private void Connect()
    {
        Open(EngineIoVersion.V4);
        Receive("0");
        Sent();
    }

    private void Open(EngineIoVersion version, EngineIoOptions? options = null)
    {
        _session = new EngineIoSession("session-id", version, options ?? new EngineIoOptions(), _time, NullLogger.Instance);
        _connection = new SocketIoConnection(_session, socket => _client = new HostedClient(socket), TimeSpan.FromSeconds(45), _time);
    }

    private void Receive(string packet) => _connection!.HandleMessage(Encoding.UTF8.GetBytes(packet));

    private List<string> Sent() => [.. _session!.Outgoing.TakeAll().Select(Encoding.UTF8.GetString)];
}
