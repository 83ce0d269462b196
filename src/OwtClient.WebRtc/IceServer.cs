namespace OwtClient.WebRtc;

/// <summary>A STUN or TURN server (W3C RTCIceServer).</summary>
/// <param name="Urls">Addresses such as <c>stun:stun.example.org:3478</c> or <c>turn:turn.example.org?transport=udp</c> (RFC 7064, RFC 7065).</param>
public sealed record IceServer(params IReadOnlyList<string> Urls)
{
    /// <summary>TURN user name, or null.</summary>
    public string? Username { get; init; }

    /// <summary>TURN password, or null. Never logged.</summary>
    public string? Credential { get; init; }

    /// <summary>Lists the addresses only.</summary>
    public override string ToString() => string.Join(' ', Urls);
}
