using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Dtls;

/// <summary>Settings of one DTLS association.</summary>
internal sealed record DtlsEngineOptions
{
    public required DtlsRole Role { get; init; }

    /// <summary>Ours. Stays the caller's.</summary>
    public required DtlsCertificate Certificate { get; init; }

    /// <summary>The peer's, from its description: the only thing that authenticates the peer.</summary>
    public required IReadOnlyList<DtlsFingerprint> RemoteFingerprints { get; init; }

    /// <summary>Allowed profiles, the most wanted first: so a client offers them. A server takes the client's order.</summary>
    public IReadOnlyList<SrtpProfile> SrtpProfiles { get; init; } = Srtp.SrtpProfiles.Preferred;

    /// <summary>The longest time from start to connected. The default value is 30 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    // Deviates from RFC 6347 §4.2.4.1, which suggests 1 s: the path was just checked by ICE, and a lost flight should not cost a second.
    /// <summary>Until a flight is sent for the second time; doubles each time. The default value is 200 ms.</summary>
    public TimeSpan InitialRetransmission { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The largest datagram we send, in bytes. The default value is 1200.</summary>
    public int MaxDatagramBytes { get; init; } = 1200;

    /// <summary>The clock for <see cref="HandshakeTimeout"/>. Retransmissions run on the library's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
