namespace OwtClient.WebRtc;

/// <summary>Counters of the transport (W3C RTCTransportStats and RTCIceCandidatePairStats).</summary>
public sealed record TransportStats
{
    /// <summary>UDP payload bytes sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>UDP payload bytes received.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Datagrams sent.</summary>
    public long PacketsSent { get; init; }

    /// <summary>Datagrams received.</summary>
    public long PacketsReceived { get; init; }

    /// <summary>Datagrams received and thrown away: malformed, not authentic, replayed or unroutable.</summary>
    public long PacketsDiscarded { get; init; }

    /// <summary>Newest round-trip time of a connectivity check or consent check, or null.</summary>
    public TimeSpan? CurrentRoundTripTime { get; init; }

    /// <summary>Type of the selected local candidate (<c>host</c>, <c>srflx</c>, <c>prflx</c>, <c>relay</c>), or null.</summary>
    public string? LocalCandidateType { get; init; }

    /// <summary>Type of the selected remote candidate, or null.</summary>
    public string? RemoteCandidateType { get; init; }

    /// <summary>Name of the SRTP protection profile in use, as IANA registers it, or null.</summary>
    public string? SrtpProfile { get; init; }
}
