using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OwtClient.Server.Tokens;

/// <summary>Makes ids in the form of the original server's database: 24 hex characters, four bytes of time and eight of chance.</summary>
internal static class ObjectId
{
    private const int Length = 12; // bytes

    /// <summary>Makes an id that sorts by its creation time, to the second.</summary>
    public static string Create(DateTimeOffset now)
    {
        Span<byte> id = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)now.ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(id[4..]);
        return Hex.Lower(id);
    }

    /// <summary>Whether <paramref name="text"/> has the form of such an id.</summary>
    public static bool IsValid(string text) => text.Length == Length * 2 && text.All(char.IsAsciiHexDigit);
}
