namespace OwtClient.Signaling.SocketIo;

/// <summary>The server speaks the other Engine.IO version.</summary>
internal sealed class WrongEngineIoVersionException(string message, Exception? cause = null) : Exception(message, cause);
