using System.Buffers.Binary;
using System.Text;

namespace OwtClient.Media.Matroska;

/// <summary>Walks over the elements inside a master element that is in memory.</summary>
internal ref struct EbmlReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>Whether an element was malformed or claimed more than there is.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Gives the next element; false at the end or if the rest is malformed.</summary>
    public bool TryRead(out uint id, out ReadOnlySpan<byte> content)
    {
        id = 0;
        content = default;
        if (_rest.IsEmpty || IsMalformed) return false;
        if (!EbmlVarInt.TryReadId(_rest, out id, out var idLength)
            || !EbmlVarInt.TryReadSize(_rest[idLength..], out var size, out var sizeLength)
            || size == EbmlVarInt.UnknownSize
            || size > _rest.Length - idLength - sizeLength)
        {
            IsMalformed = true;
            return false;
        }

        content = _rest.Slice(idLength + sizeLength, (int)size);
        _rest = _rest[(idLength + sizeLength + (int)size)..];
        return true;
    }

    /// <summary>An unsigned integer (RFC 8794 §7.2), saturated at <see cref="long.MaxValue"/>; no bytes mean 0.</summary>
    public static long ToUnsigned(ReadOnlySpan<byte> content)
    {
        ulong value = 0;
        foreach (var b in content.Length > 8 ? content[^8..] : content) value = (value << 8) | b;
        return (long)Math.Min(value, long.MaxValue);
    }

    /// <summary>A float (RFC 8794 §7.3); 0 if it has neither 4 nor 8 bytes.</summary>
    public static double ToFloat(ReadOnlySpan<byte> content) => content.Length switch
    {
        4 => BinaryPrimitives.ReadSingleBigEndian(content),
        8 => BinaryPrimitives.ReadDoubleBigEndian(content),
        _ => 0,
    };

    /// <summary>A string (RFC 8794 §7.4), which zero bytes may follow.</summary>
    public static string ToText(ReadOnlySpan<byte> content) => Encoding.UTF8.GetString(content.TrimEnd((byte)0));
}
