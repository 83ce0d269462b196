using System.Buffers.Binary;

namespace OwtClient.WebRtc.Frames;

/// <summary>A picture id of 7 or 15 bits (RFC 7741 §4.2, RFC 9628 §4.2): counts pictures, and wraps.</summary>
internal readonly record struct PictureId(int Value, bool IsLong)
{
    /// <summary>Reads an id whose first bit tells its length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, out PictureId id, out int length)
    {
        id = default;
        length = 0;
        if (data.IsEmpty) return false;
        var isLong = (data[0] & 0x80) != 0;
        length = isLong ? 2 : 1;
        if (data.Length < length) return false;
        id = isLong ? new PictureId(BinaryPrimitives.ReadUInt16BigEndian(data) & 0x7fff, true) : new PictureId(data[0], false);
        return true;
    }

    /// <summary>
    /// How many pictures lie between <paramref name="earlier"/> and this one; 0 if this one is not the later, null if there is no other.
    /// </summary>
    public int? PicturesSince(PictureId? earlier)
    {
        if (earlier is not { } other) return null;
        var mask = IsLong ? 0x7fff : 0x7f;
        var distance = (Value - other.Value) & mask;
        return distance == 0 || distance > mask / 2 ? 0 : distance - 1;
    }
}
