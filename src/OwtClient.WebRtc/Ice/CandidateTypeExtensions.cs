namespace OwtClient.WebRtc.Ice;

/// <summary>Names (RFC 8839 §5.1) and preferences (RFC 8445 §5.1.2.2) of candidate types.</summary>
internal static class CandidateTypeExtensions
{
    public static string ToSdp(this CandidateType type) => type switch
    {
        CandidateType.Host => "host",
        CandidateType.ServerReflexive => "srflx",
        CandidateType.PeerReflexive => "prflx",
        _ => "relay",
    };

    public static bool TryParse(ReadOnlySpan<char> text, out CandidateType type)
    {
        for (type = CandidateType.Host; type <= CandidateType.Relay; type++)
        {
            if (text.Equals(type.ToSdp(), StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    public static uint Preference(this CandidateType type) => type switch
    {
        CandidateType.Host => 126,
        CandidateType.PeerReflexive => 110,
        CandidateType.ServerReflexive => 100,
        _ => 0,
    };
}
