namespace OwtClient.WebRtc.Sdp;

/// <summary>Values of the <c>setup</c> attribute.</summary>
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
