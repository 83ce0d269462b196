namespace OwtClient.WebRtc.Sdp;

/// <summary>The direction attributes (RFC 8866 §6.7), seen from the describing side.</summary>
internal static class SdpDirection
{
    public static bool TryParse(ReadOnlySpan<char> name, out TransceiverDirection direction)
    {
        (var known, direction) = name switch
        {
            "sendrecv" => (true, TransceiverDirection.SendRecv),
            "sendonly" => (true, TransceiverDirection.SendOnly),
            "recvonly" => (true, TransceiverDirection.RecvOnly),
            "inactive" => (true, TransceiverDirection.Inactive),
            _ => (false, default),
        };
        return known;
    }

    public static string ToText(this TransceiverDirection direction) => direction switch
    {
        TransceiverDirection.SendRecv => "sendrecv",
        TransceiverDirection.SendOnly => "sendonly",
        TransceiverDirection.RecvOnly => "recvonly",
        _ => "inactive",
    };
}
