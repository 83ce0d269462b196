namespace OwtClient.WebRtc.Stun;

/// <summary>Error codes that ICE sends or understands (RFC 8489 §14.8, RFC 8445 §16.2).</summary>
internal static class StunErrorCode
{
    public const int BadRequest = 400;
    public const int Unauthenticated = 401;
    public const int UnknownAttribute = 420;
    public const int RoleConflict = 487;
}
