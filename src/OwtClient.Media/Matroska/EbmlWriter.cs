using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace OwtClient.Media.Matroska;

/// <summary>Writes elements into memory (RFC 8794).</summary>
internal sealed class EbmlWriter
{
    private const ulong SizeMarker = 1ul << 56; // a size of eight bytes
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public int Length => _bytes.WrittenCount;

    /// <summary>The size field, in eight bytes, of an element whose size is not known yet.</summary>
    public static byte[] UnknownSize => [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    /// <summary>A size field of eight bytes.</summary>
    public static byte[] Size(long size)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, SizeMarker | (ulong)size);
        return bytes;
    }

    public void Clear() => _bytes.ResetWrittenCount();

    public void Id(uint id)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
        _bytes.Write(bytes.TrimStart((byte)0));
    }

    /// <summary>Writes a size in the fewest bytes.</summary>
    public void WriteSize(long size)
    {
        var length = 1;
        while (size >= (1L << (7 * length)) - 1) length++; // all ones would mean unknown
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (1ul << (7 * length)) | (ulong)size);
        _bytes.Write(bytes[^length..]);
    }

    public void Raw(ReadOnlySpan<byte> data) => _bytes.Write(data);

    public void Binary(uint id, ReadOnlySpan<byte> content)
    {
        Id(id);
        WriteSize(content.Length);
        Raw(content);
    }

    public void Text(uint id, string text) => Binary(id, Encoding.UTF8.GetBytes(text));

    /// <summary>An unsigned integer in the fewest bytes, but at least <paramref name="minBytes"/>.</summary>
    public void Unsigned(uint id, long value, int minBytes = 1)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        var length = Math.Max(minBytes, 8 - (BitOperations.LeadingZeroCount((ulong)value | 1) / 8));
        Binary(id, bytes[^length..]);
    }

    public void Float(uint id, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        Binary(id, bytes);
    }

    public void Master(uint id, EbmlWriter content) => Binary(id, content.Written.Span);

    /// <summary>An element without meaning that takes <paramref name="totalBytes"/> in all, 2 to 120 or at least 9.</summary>
    public void Void(int totalBytes)
    {
        Id(MatroskaId.Void);
        if (totalBytes <= 120)
        {
            WriteSize(totalBytes - 2);
            Raw(new byte[totalBytes - 2]);
            return;
        }

        Raw(Size(totalBytes - 9));
        Raw(new byte[totalBytes - 9]);
    }
}
