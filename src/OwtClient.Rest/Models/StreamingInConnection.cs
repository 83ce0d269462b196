namespace OwtClient.Rest.Models;

/// <summary>How the server fetches an external stream.</summary>
/// <param name="Url">Address, for example <c>rtsp://…</c>. It may carry credentials and is never printed.</param>
/// <param name="TransportProtocol"><c>tcp</c> (default) or <c>udp</c>.</param>
/// <param name="BufferSize">Receive buffer in bytes; the server's default is 8192.</param>
/// <param name="Origin">Where the source is, for clusters that choose a node by it, or null.</param>
public sealed record StreamingInConnection(string Url, string TransportProtocol = "tcp", int? BufferSize = null, TokenPreference? Origin = null)
{
    /// <summary>Names the transport only.</summary>
    public override string ToString() => $"streaming-in over {TransportProtocol}";
}
