namespace OwtClient.Server.EngineIo;

/// <summary>When to ping, and when a client counts as gone. Pure: times are given, as time since any origin.</summary>
/// <remarks>
/// Version 4: a ping every interval, an answer (or any packet) within the time-out. Version 3: the client pings; something must
/// come within interval and time-out. Not thread-safe.
/// </remarks>
internal sealed class Heartbeat(EngineIoVersion version, TimeSpan interval, TimeSpan timeout, TimeSpan now)
{
    private bool _awaitingPong;

    /// <summary>When <see cref="HandleTimeout"/> has something to do.</summary>
    public TimeSpan Deadline { get; private set; } = version == EngineIoVersion.V4 ? now + interval : now + interval + timeout;

    /// <summary>A packet came, of whatever type.</summary>
    public void HandlePacket(TimeSpan now)
    {
        if (version == EngineIoVersion.V3) Deadline = now + interval + timeout;
        else if (_awaitingPong) (_awaitingPong, Deadline) = (false, now + interval);
    }

    /// <summary>Time passed.</summary>
    public HeartbeatAction HandleTimeout(TimeSpan now)
    {
        if (now < Deadline) return HeartbeatAction.None;
        if (version == EngineIoVersion.V3 || _awaitingPong) return HeartbeatAction.Close;
        (_awaitingPong, Deadline) = (true, now + timeout);
        return HeartbeatAction.SendPing;
    }
}
