using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OwtClient.Rest.Authentication;

/// <summary>Computes the <c>Authorization</c> value of a management request, as the server really checks it (PROTOCOL §8.2).</summary>
/// <remarks>Pure: time and nonce come in. The value goes on one line, parts separated by a comma alone, nothing quoted.</remarks>
public static class MAuthSignature
{
    private const string Realm = "http://marte3.dit.upm.es"; // the server compares nothing but wants the part to be first

    /// <summary>Builds the header value, scheme included.</summary>
    /// <param name="credentials">Service and key.</param>
    /// <param name="timestamp">Time of the request; sent as milliseconds since the Unix epoch.</param>
    /// <param name="nonce">Any text that was not used with this timestamp before, without a comma.</param>
    /// <param name="user">User to sign for, or null.</param>
    /// <exception cref="ArgumentException">A part has a comma, a blank or a character beyond ASCII, which the header cannot carry.</exception>
    public static string CreateHeader(MAuthCredentials credentials, DateTimeOffset timestamp, string nonce, MAuthUser? user = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        CheckPart(nonce, "nonce");

        var milliseconds = timestamp.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var toSign = $"{milliseconds},{nonce}";
        var header = new StringBuilder($"MAuth realm={Realm},mauth_signature_method=HMAC_SHA256");
        if (user is not null)
        {
            CheckPart(user.Role, "role");
            var name = Convert.ToBase64String(Encoding.UTF8.GetBytes(user.Name));
            toSign += $",{name},{user.Role}"; // the name as it stands in the header, that is as Base64
            header.Append(CultureInfo.InvariantCulture, $",mauth_username={name},mauth_role={user.Role}");
        }

        header.Append(CultureInfo.InvariantCulture, $",mauth_serviceid={credentials.ServiceId},mauth_cnonce={nonce}");
        header.Append(CultureInfo.InvariantCulture, $",mauth_timestamp={milliseconds},mauth_signature={Sign(credentials.ServiceKey, toSign)}");
        return header.ToString();
    }

    /// <summary>Base64 of the lowercase hexadecimal text of HMAC-SHA256: 88 characters, never the raw 32 bytes.</summary>
    internal static string Sign(string key, string text)
    {
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexString(mac).ToLowerInvariant()));
    }

    /// <exception cref="ArgumentException">The part is empty or has a character that the header cannot carry.</exception>
    internal static void CheckPart(string part, string what)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part.Length == 0) throw new ArgumentException($"The {what} is empty.");
        foreach (var c in part)
        {
            if (c is <= ' ' or >= (char)0x7f or ',') throw new ArgumentException($"The {what} has a character that MAuth cannot carry: commas, blanks and anything beyond ASCII.");
        }
    }
}
