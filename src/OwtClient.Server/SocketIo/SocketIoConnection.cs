using OwtClient.Server.EngineIo;

namespace OwtClient.Server.SocketIo;

/// <summary>Socket.IO on one Engine.IO session: connects the main namespace and takes its events.</summary>
internal sealed class SocketIoConnection : IEngineIoHandler
{
    private readonly EngineIoSession _session;
    private readonly Func<SocketIoSocket, ISocketIoHandler> _accept;
    private readonly ITimer? _connectLimit;
    private SocketIoSocket? _socket;
    private ISocketIoHandler? _handler;
    private bool _left;

    /// <summary>Starts it. A version 3 client is connected at once, a version 4 client asks for it.</summary>
    public SocketIoConnection(
        EngineIoSession session, Func<SocketIoSocket, ISocketIoHandler> accept, TimeSpan connectTimeout, TimeProvider time)
    {
        (_session, _accept) = (session, accept);
        if (session.Version == EngineIoVersion.V3) Connect(session.Id); // there both ids are the same
        else
            _connectLimit = time.CreateTimer(
                _ => session.Close(EngineIoCloseReason.ProtocolError), null, connectTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void HandleMessage(ReadOnlyMemory<byte> message)
    {
        if (_left) return;
        if (SocketIoPacketReader.Parse(message.Span, out var packet) != SocketIoPacketStatus.Ok)
        {
            _session.Close(EngineIoCloseReason.ProtocolError);
            return;
        }

        if (packet.Type == SocketIoPacketType.Connect) HandleConnect(packet);
        else if (_socket is { } socket && packet.IsMainNamespace) Handle(socket, packet, message.Span[packet.DataOffset..]);
        else _session.Close(EngineIoCloseReason.ProtocolError); // speaks before it is connected
    }

    /// <inheritdoc/>
    public void HandleClosed(EngineIoCloseReason reason)
    {
        _connectLimit?.Dispose();
        _handler?.HandleClosed(_left ? EngineIoCloseReason.ClientClosed : reason);
    }

    private void HandleConnect(SocketIoPacketReader packet)
    {
        if (!packet.IsMainNamespace)
            _session.Send(SocketIoPacketWriter.ConnectError(_session.Version, packet.Namespace, "Invalid namespace"));
        else if (_socket is null) Connect(SessionId.Create());
    }

    private void Connect(string socketId)
    {
        _connectLimit?.Dispose();
        _session.Send(SocketIoPacketWriter.Connect(_session.Version, socketId));
        _socket = new SocketIoSocket(socketId, _session);
        _handler = _accept(_socket);
    }

    private void Handle(SocketIoSocket socket, SocketIoPacketReader packet, ReadOnlySpan<byte> data)
    {
        switch (packet.Type)
        {
            case SocketIoPacketType.Event when SocketIoArguments.TryParse(data, out var name, out var arguments):
                _handler!.HandleEvent(name, arguments, packet.Id is { } id ? socket.AckFor(id) : null);
                break;
            case SocketIoPacketType.Disconnect:
                _left = true;
                _session.CloseAfterFlush(EngineIoCloseReason.ClientClosed);
                break;
            case SocketIoPacketType.Ack: // nothing the server emits asks for one
                break;
            default:
                _session.Close(EngineIoCloseReason.ProtocolError);
                break;
        }
    }
}
