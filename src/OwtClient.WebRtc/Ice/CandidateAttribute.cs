using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>The candidate attribute, <c>candidate:foundation component transport priority address port typ type …</c> (RFC 8839).</summary>
/// <param name="Foundation">Up to 32 characters.</param>
/// <param name="Priority">Up to 2³¹ − 1.</param>
/// <param name="Address">An IP address, or a name that nobody here resolves.</param>
/// <param name="Port">UDP or TCP port.</param>
/// <param name="Type">How it was learned.</param>
internal sealed record CandidateAttribute(string Foundation, uint Priority, string Address, int Port, CandidateType Type)
{
    private const string Name = "candidate:";
    private const int MaxLength = 1024; // characters; far more than any real one
    private const int FixedTokens = 8;
    private const int MaxTokens = 64;

    /// <summary>1 for RTP (with RTCP, when muxed), 2 for RTCP.</summary>
    public int Component { get; init; } = 1;

    /// <summary>In lower case: <c>udp</c>, <c>tcp</c>.</summary>
    public string Protocol { get; init; } = "udp";

    public string? RelatedAddress { get; init; }

    public int? RelatedPort { get; init; }

    /// <summary>The ICE generation it says it belongs to, or null.</summary>
    public string? UsernameFragment { get; init; }

    /// <summary>
    /// Reads an attribute with or without <c>a=</c> and <c>candidate:</c>, in any case, with any spacing; unknown extensions are
    /// skipped. Malformed text and unknown candidate types are false, never an exception.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out CandidateAttribute? attribute)
    {
        attribute = null;
        text = text.Trim();
        if (text.Length > MaxLength) return false;
        if (text.StartsWith("a=", StringComparison.OrdinalIgnoreCase)) text = text[2..];
        if (text.StartsWith(Name, StringComparison.OrdinalIgnoreCase)) text = text[Name.Length..];

        Span<Range> ranges = stackalloc Range[MaxTokens];
        var count = text.SplitAny(ranges, " \t\r\n", StringSplitOptions.RemoveEmptyEntries);
        if (count < FixedTokens || !text[ranges[6]].Equals("typ", StringComparison.OrdinalIgnoreCase)) return false;
        if (ranges[0].GetOffsetAndLength(text.Length).Length > 32
            || !TryParseNumber(text[ranges[1]], 256, out var component)
            || !TryParseNumber(text[ranges[3]], uint.MaxValue, out var priority)
            || !TryParseNumber(text[ranges[5]], ushort.MaxValue, out var port)
            || !CandidateTypeExtensions.TryParse(text[ranges[7]], out var type))
        {
            return false;
        }

        attribute = new CandidateAttribute(text[ranges[0]].ToString(), priority, text[ranges[4]].ToString(), (int)port, type)
        {
            Component = (int)component,
            Protocol = text[ranges[2]].ToString().ToLowerInvariant(),
        };
        for (var i = FixedTokens; i + 1 < count; i += 2) attribute = attribute.WithExtension(text[ranges[i]], text[ranges[i + 1]]);
        return true;
    }

    /// <summary>The place, if it is UDP, component 1, and a literal IP address.</summary>
    public bool TryGetTransportAddress(out TransportAddress address)
    {
        address = default;
        return Protocol == "udp" && Component == 1 && Port > 0 && TransportAddress.TryParse(Address, Port, out address);
    }

    /// <summary>The attribute without <c>a=</c>.</summary>
    public override string ToString()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{Name}{Foundation} {Component} {Protocol} {Priority} {Address} {Port} typ {Type.ToSdp()}");
        if (RelatedAddress is { } raddr) text += string.Create(CultureInfo.InvariantCulture, $" raddr {raddr} rport {RelatedPort ?? 0}");
        return UsernameFragment is null ? text : $"{text} ufrag {UsernameFragment}";
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, uint max, out uint value) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= max;

    private CandidateAttribute WithExtension(ReadOnlySpan<char> name, ReadOnlySpan<char> value) => name switch
    {
        "raddr" => this with { RelatedAddress = value.ToString() },
        "rport" => TryParseNumber(value, ushort.MaxValue, out var port) ? this with { RelatedPort = (int)port } : this,
        "ufrag" => this with { UsernameFragment = value.ToString() },
        _ => this,
    };
}
