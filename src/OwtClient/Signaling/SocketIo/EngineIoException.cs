namespace OwtClient.Signaling.SocketIo;

/// <summary>The transport below Socket.IO could not be made or broke.</summary>
internal sealed class EngineIoException(string message, Exception? innerException = null) : Exception(message, innerException);
