namespace OwtClient.WebRtc;

/// <summary>For servers that act out faults.</summary>
public sealed partial class PeerConnection
{
    /// <summary>Stops sending and receiving at once, without a goodbye. The connection finds out by itself that it failed.</summary>
    internal void Silence() => _driver.Silence();
}
