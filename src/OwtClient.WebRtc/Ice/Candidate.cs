using System.Globalization;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>One place where an agent may be reached, ours or the peer's (RFC 8445 §5.3).</summary>
/// <param name="Type">How it was learned.</param>
/// <param name="Address">Where the peer sends to.</param>
/// <param name="Priority">RFC 8445 §5.1.2.</param>
/// <param name="Foundation">Equal for candidates whose checks probably share their fate (§5.1.1.3).</param>
internal sealed record Candidate(CandidateType Type, TransportAddress Address, uint Priority, string Foundation)
{
    /// <summary>Where we send from. The local socket's address for ours, <see cref="Address"/> for the peer's.</summary>
    public TransportAddress Base { get; init; } = Address;

    /// <summary>A host candidate. A higher <paramref name="localPreference"/> is tried first.</summary>
    public static Candidate CreateHost(TransportAddress address, ushort localPreference = ushort.MaxValue) => new(
        CandidateType.Host,
        address,
        CandidatePriority.Compute(CandidateType.Host, localPreference),
        CreateFoundation(CandidateType.Host, address, default));

    /// <summary>What a STUN server saw us as.</summary>
    public static Candidate CreateServerReflexive(
        TransportAddress mapped, TransportAddress @base, TransportAddress server, ushort localPreference = ushort.MaxValue) => new(
        CandidateType.ServerReflexive,
        mapped,
        CandidatePriority.Compute(CandidateType.ServerReflexive, localPreference),
        CreateFoundation(CandidateType.ServerReflexive, @base, server))
    {
        Base = @base,
    };

    /// <summary>A relayed candidate. It is its own base: what is sent from there, the owner of the relay allocation wraps.</summary>
    public static Candidate CreateRelay(TransportAddress relayed, TransportAddress server, ushort localPreference = ushort.MaxValue) => new(
        CandidateType.Relay,
        relayed,
        CandidatePriority.Compute(CandidateType.Relay, localPreference),
        CreateFoundation(CandidateType.Relay, relayed, server));

    /// <summary>The candidate as signaling carries it.</summary>
    public CandidateAttribute ToAttribute() => new(Foundation, Priority, Address.ToIPAddress().ToString(), Address.Port, Type)
    {
        // The base's address is kept private: it helps nobody and tells about the network (RFC 8839 §5.1, RFC 8828).
        RelatedAddress = Type == CandidateType.Host ? null : Address.IsIPv4 ? "0.0.0.0" : "::",
        RelatedPort = Type == CandidateType.Host ? null : 0,
    };

    private static string CreateFoundation(CandidateType type, TransportAddress @base, TransportAddress server)
    {
        Span<byte> key = stackalloc byte[33];
        key.Clear();
        key[0] = (byte)type;
        @base.CopyAddressTo(key[1..]);
        server.CopyAddressTo(key[17..]);
        return Crc32.Compute(key).ToString(CultureInfo.InvariantCulture);
    }
}
