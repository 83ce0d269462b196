namespace OwtClient.Media.Matroska;

/// <summary>Numbers of variable length (RFC 8794 §4): leading zero bits tell how many bytes follow the first.</summary>
internal static class EbmlVarInt
{
    /// <summary>The size of an element that ends where its parent or the file does (RFC 8794 §6.2).</summary>
    internal const long UnknownSize = -1;

    internal const int MaxIdLength = 4;
    internal const int MaxSizeLength = 8;

    /// <summary>Bytes of the number that begins with <paramref name="first"/>; 9 if there is no such number.</summary>
    public static int LengthOf(byte first) => int.LeadingZeroCount(first) - 24 + 1;

    /// <summary>Reads an element id, with its marker bit; false if it is cut short or longer than four bytes.</summary>
    public static bool TryReadId(ReadOnlySpan<byte> data, out uint id, out int length)
    {
        (id, length) = (0, data.IsEmpty ? 9 : LengthOf(data[0]));
        if (length > MaxIdLength || length > data.Length) return false;
        foreach (var value in data[..length]) id = (id << 8) | value;
        return true;
    }

    /// <summary>Reads a size, or <see cref="UnknownSize"/>; false if it is cut short or longer than eight bytes.</summary>
    public static bool TryReadSize(ReadOnlySpan<byte> data, out long size, out int length)
    {
        (size, length) = (0, data.IsEmpty ? 9 : LengthOf(data[0]));
        if (length > MaxSizeLength || length > data.Length) return false;
        foreach (var value in data[..length]) size = (size << 8) | value;
        var mask = (1L << (7 * length)) - 1;
        size &= mask;
        if (size == mask) size = UnknownSize;
        return true;
    }
}
