namespace OwtClient.Signaling.SocketIo;

/// <summary>When to ping and when to give up, for both Engine.IO versions. Pure: time comes in.</summary>
/// <remarks>
/// Version 4: the server pings every interval, we answer; silence for interval + time-out ends the connection. Version 3: we ping every
/// interval, and any packet counts as the answer. The library notices neither (it has no watchdog at all).
/// </remarks>
internal sealed class Heartbeat(EngineIoHandshake handshake, int version, TimeSpan now)
{
    private TimeSpan _lastReceived = now;
    private TimeSpan _nextPing = now + handshake.PingInterval;

    /// <summary>When <see cref="Check"/> is to be called next.</summary>
    public TimeSpan Deadline => version == 3 && _nextPing < GiveUpAt ? _nextPing : GiveUpAt;

    private TimeSpan GiveUpAt => _lastReceived + handshake.PingInterval + handshake.PingTimeout;

    public void HandlePacket(TimeSpan now) => _lastReceived = now;

    /// <summary>Says what is due.</summary>
    public HeartbeatAction Check(TimeSpan now)
    {
        if (now >= GiveUpAt) return HeartbeatAction.GiveUp;
        if (version != 3 || now < _nextPing) return HeartbeatAction.None;
        _nextPing = now + handshake.PingInterval;
        return HeartbeatAction.SendPing;
    }
}
