using System.Buffers.Binary;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Stun;

/// <summary>The 96 unpredictable bits that tie a response to its request (RFC 8489 §5).</summary>
internal readonly record struct StunTransactionId(ulong High, uint Low)
{
    public const int Length = 12; // bytes

    public static StunTransactionId Create(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[Length];
        random.Fill(bytes);
        return Read(bytes);
    }

    public static StunTransactionId Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt32BigEndian(source[8..]));

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Low);
    }
}
