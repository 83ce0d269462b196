using System.Buffers.Binary;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Peer;

/// <summary>Identifiers that tell nothing about who made them (RFC 7022, RFC 9429 §5.2.1).</summary>
internal static class RandomId
{
    private const int Bytes = 12; // 96 bits, as RFC 7022 §4.2 asks of a canonical name

    /// <summary>A canonical name, stream or track identifier: 24 hexadecimal digits.</summary>
    public static string Create(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        random.Fill(bytes);
        return Convert.ToHexString(bytes).ToLowerInvariant();
    }

    /// <summary>The session id of the <c>o=</c> line: 63 bits, so that readers with signed numbers cope (RFC 9429 §5.2.1).</summary>
    public static ulong CreateSessionId(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.Fill(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 1;
    }
}
