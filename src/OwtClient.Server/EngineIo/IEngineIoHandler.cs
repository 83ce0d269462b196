namespace OwtClient.Server.EngineIo;

/// <summary>What is built on a session.</summary>
/// <remarks>Called by the session's owner task, one call at a time; does not block.</remarks>
internal interface IEngineIoHandler
{
    /// <summary>A message packet came.</summary>
    /// <param name="message">Its data, without the type character. The handler may keep it.</param>
    void HandleMessage(ReadOnlyMemory<byte> message);

    /// <summary>The session ended. The last call.</summary>
    void HandleClosed(EngineIoCloseReason reason);
}
