using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Server.EngineIo;

namespace OwtClient.Server.Tests.EngineIo;

/// <summary>How a session on a WebSocket ends.</summary>
public class EngineIoWebSocketTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();

    [Fact]
    public async Task FailedSend_DoesNotHideWhatTheClientSentBeforeItLeft()
    {
        var session = new EngineIoSession("id", EngineIoVersion.V4, new EngineIoOptions(), _time, NullLogger.Instance);
        var handling = session.RunAsync(_handler);
        using var socket = new ScriptedWebSocket("4text", "41");
        using var transport = new EngineIoWebSocket(socket, session, new EngineIoOptions(), _time);

        session.Send("4news"u8.ToArray());
        await transport.RunAsync();
        await handling;

        Assert.Equal(["text", "1"], _handler.Messages);
        Assert.Equal(EngineIoCloseReason.TransportClosed, _handler.Closed);
    }

    [Fact]
    public async Task SilentClient_IsHungUpOnWithoutGoodbye()
    {
        var session = new EngineIoSession("id", EngineIoVersion.V3, new EngineIoOptions(), _time, NullLogger.Instance);
        var handling = session.RunAsync(_handler);
        using var socket = new ScriptedWebSocket();
        using var transport = new EngineIoWebSocket(socket, session, new EngineIoOptions(), _time);
        var carrying = transport.RunAsync();

        _time.Advance(TimeSpan.FromSeconds(45));
        await carrying;
        await handling;

        Assert.Equal(EngineIoCloseReason.PingTimeout, _handler.Closed);
        Assert.False(socket.IsClosed);
    }

    [Fact]
    public async Task SessionThatTheServerEnds_IsClosedInOrder()
    {
        var session = new EngineIoSession("id", EngineIoVersion.V3, new EngineIoOptions(), _time, NullLogger.Instance);
        var handling = session.RunAsync(_handler);
        using var socket = new ScriptedWebSocket();
        using var transport = new EngineIoWebSocket(socket, session, new EngineIoOptions(), _time);
        var carrying = transport.RunAsync();

        session.CloseAfterFlush(EngineIoCloseReason.ServerClosed);
        _time.Advance(TimeSpan.FromSeconds(5));
        await carrying;
        await handling;

        Assert.Equal(EngineIoCloseReason.ServerClosed, _handler.Closed);
        Assert.True(socket.IsClosed);
    }
}
