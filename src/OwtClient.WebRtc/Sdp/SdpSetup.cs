namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>setup</c> attribute (RFC 4145 §4, RFC 8842 §5.3): who starts the DTLS handshake.</summary>
internal enum SdpSetup
{
    /// <summary>Either; the answerer chooses.</summary>
    ActPass,

    /// <summary>The describing side is the DTLS client.</summary>
    Active,

    /// <summary>The describing side is the DTLS server.</summary>
    Passive,
}

internal static class SdpSetupText
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpSetup? setup)
    {
        setup = value switch
        {
            "actpass" => SdpSetup.ActPass,
            "active" => SdpSetup.Active,
            "passive" => SdpSetup.Passive,
            _ => null, // holdconn has no meaning for DTLS (RFC 8842 §5.3)
        };
        return setup is not null;
    }

    public static string ToText(this SdpSetup setup) => setup switch
    {
        SdpSetup.Active => "active",
        SdpSetup.Passive => "passive",
        _ => "actpass",
    };
}
