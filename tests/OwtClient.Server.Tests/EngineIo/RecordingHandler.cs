using System.Text;
using OwtClient.Server.EngineIo;

namespace OwtClient.Server.Tests.EngineIo;

/// <summary>Keeps what a session hands over.</summary>
internal sealed class RecordingHandler(Action<string>? handle = null) : IEngineIoHandler
{
    public List<string> Messages { get; } = [];

    public EngineIoCloseReason? Closed { get; private set; }

    public void HandleMessage(ReadOnlyMemory<byte> message)
    {
        Messages.Add(Encoding.UTF8.GetString(message.Span));
        handle?.Invoke(Messages[^1]);
    }

    public void HandleClosed(EngineIoCloseReason reason)
    {
        Assert.Null(Closed);
        Closed = reason;
    }
}
