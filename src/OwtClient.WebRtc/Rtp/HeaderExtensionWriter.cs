using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtp;

/// <summary>Writes a header extension, element by element, into the caller's memory (RFC 8285 §4).</summary>
/// <remarks>Reserves the profile and length words, which <see cref="Finish"/> fills. An element that does not fit is refused.</remarks>
internal ref struct HeaderExtensionWriter
{
    private const int PrologueLength = 4; // bytes: profile and length
    private readonly Span<byte> _destination;
    private readonly bool _twoByte;
    private int _position;

    public HeaderExtensionWriter(Span<byte> destination, bool twoByte)
    {
        _destination = destination;
        _twoByte = twoByte;
        _position = PrologueLength;
    }

    /// <summary>Adds an element and says where its value stands, so that it can be changed packet by packet.</summary>
    /// <param name="id">Negotiated identifier; 0 (not negotiated) adds nothing.</param>
    /// <param name="value">1 to 16 bytes in the one-byte form, 0 to 255 in the other.</param>
    /// <param name="offset">Of the value from the start of the destination, or 0 when nothing was added.</param>
    public bool TryAdd(byte id, scoped ReadOnlySpan<byte> value, out int offset)
    {
        offset = 0;
        var headerLength = _twoByte ? 2 : 1;
        var valid = _twoByte ? id != 0 && value.Length <= 255 : id is > 0 and < 15 && value.Length is > 0 and <= 16;
        if (!valid || Padded(_position + headerLength + value.Length) > _destination.Length) return false;
        if (_twoByte)
        {
            _destination[_position] = id;
            _destination[_position + 1] = (byte)value.Length;
        }
        else
        {
            _destination[_position] = (byte)(id << 4 | (value.Length - 1));
        }

        offset = _position + headerLength;
        value.CopyTo(_destination[offset..]);
        _position = offset + value.Length;
        return true;
    }

    /// <summary>Pads to 32 bits and fills the prologue.</summary>
    /// <returns>Bytes written; 0 when no element was added, for the packet then has no extension.</returns>
    public readonly int Finish()
    {
        if (_position == PrologueLength) return 0;
        var length = Padded(_position);
        _destination[_position..length].Clear();
        WriteUInt16BigEndian(_destination, _twoByte ? HeaderExtensionEnumerator.TwoByteProfile : HeaderExtensionEnumerator.OneByteProfile);
        WriteUInt16BigEndian(_destination[2..], (ushort)((length - PrologueLength) / 4));
        return length;
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
