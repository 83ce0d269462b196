using System.Security.Cryptography;

namespace OwtClient.Server.EngineIo;

/// <summary>Ids of sessions and sockets: 20 characters of <c>0-9A-Za-z_-</c>, which cannot be guessed.</summary>
internal static class SessionId
{
    private const int Bytes = 15; // 120 bits: 20 characters without padding

    /// <summary>Draws a new id.</summary>
    public static string Create() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).Replace('+', '-').Replace('/', '_');
}
