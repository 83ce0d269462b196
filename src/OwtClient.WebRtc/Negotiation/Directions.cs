namespace OwtClient.WebRtc.Negotiation;

/// <summary>Arithmetic of directions (RFC 9429 §5.3.1, RFC 3264 §6.1).</summary>
internal static class Directions
{
    public static bool Sends(this TransceiverDirection direction) =>
        direction is TransceiverDirection.SendRecv or TransceiverDirection.SendOnly;

    public static bool Receives(this TransceiverDirection direction) =>
        direction is TransceiverDirection.SendRecv or TransceiverDirection.RecvOnly;

    public static TransceiverDirection From(bool sends, bool receives) => (sends, receives) switch
    {
        (true, true) => TransceiverDirection.SendRecv,
        (true, false) => TransceiverDirection.SendOnly,
        (false, true) => TransceiverDirection.RecvOnly,
        _ => TransceiverDirection.Inactive,
    };

    /// <summary>The same direction seen from the other end.</summary>
    public static TransceiverDirection Reverse(this TransceiverDirection direction) => From(direction.Receives(), direction.Sends());

    /// <summary>What both allow.</summary>
    public static TransceiverDirection Intersect(this TransceiverDirection left, TransceiverDirection right) =>
        From(left.Sends() && right.Sends(), left.Receives() && right.Receives());
}
