using System.Globalization;

namespace OwtClient.Server.Rooms;

/// <summary>Short names of H.264 profiles, derived as the original server derives them (PROTOCOL §6.6).</summary>
internal static class H264Profile
{
    /// <summary>The name behind the <c>profile-level-id</c> of an fmtp line, or null when there is none it knows.</summary>
    public static string? FromFmtp(string? fmtp)
    {
        const string Key = "profile-level-id=";
        var at = fmtp?.IndexOf(Key, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0) return null;
        var id = fmtp![(at + Key.Length)..];
        if (id.Length < 4) return null;
        var digits = id.AsSpan(2, 2);
        if (!byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var constraints)) return null;
        return id[..2] switch
        {
            "42" => (constraints & 0x40) != 0 ? "CB" : "B",
            "4D" => constraints != 0 ? "CB" : "M", // lower case has no name there either
            "58" => constraints != 0 ? "CB" : "E",
            "64" => "H",
            _ => null,
        };
    }

    /// <summary>Order of capability, or null for a name that is unknown or absent: such a profile passes every comparison.</summary>
    public static int? RankOf(string? profile) => profile switch
    {
        "CB" => 1,
        "B" => 2,
        "M" => 3,
        "H" => 4,
        _ => null,
    };
}
