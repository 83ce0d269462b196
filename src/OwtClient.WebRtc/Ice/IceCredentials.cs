using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>User name fragment and password of one agent (RFC 8445 §5.3). Never logged.</summary>
internal sealed class IceCredentials(string ufrag, string password)
{
    /// <summary>Characters in our own fragments: 48 random bits, and exactly one machine word to route by.</summary>
    public const int UfragLength = 8;

    /// <summary>Characters in our own passwords: 144 random bits, RFC 8445 asks for 128.</summary>
    private const int PasswordLength = 24;
    private const string IceChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"; // RFC 8839 §5.4

    public string Ufrag { get; } = ufrag;

    public string Password { get; } = password;

    public static IceCredentials Create(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[UfragLength + PasswordLength];
        random.Fill(bytes);
        Span<char> chars = stackalloc char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++) chars[i] = IceChars[bytes[i] & 63];
        return new IceCredentials(chars[..UfragLength].ToString(), chars[UfragLength..].ToString());
    }

    /// <summary>Hides the secrets.</summary>
    public override string ToString() => "[ICE credentials]";
}
