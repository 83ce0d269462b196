namespace OwtClient.WebRtc.Frames;

/// <summary>Reads bits, most significant first. Reading beyond the end gives zeros and sets <see cref="IsExhausted"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _bit;

    /// <summary>Whether more was asked for than there was: what was read is not to be trusted.</summary>
    public bool IsExhausted { get; private set; }

    public bool ReadFlag() => ReadBits(1) == 1;

    /// <summary>An unsigned number of <paramref name="count"/> bits, at most 32.</summary>
    public uint ReadBits(int count)
    {
        uint value = 0;
        for (; count > 0; count--)
        {
            value <<= 1;
            if (_bit >> 3 < _data.Length) value |= (uint)(_data[_bit >> 3] >> (7 - (_bit & 7))) & 1;
            else IsExhausted = true;
            if (!IsExhausted) _bit++;
        }

        return value;
    }

    /// <summary>An unsigned Exp-Golomb number (H.264 §9.1). One that needs more than 32 bits exhausts the reader.</summary>
    public uint ReadUe()
    {
        var zeros = 0;
        while (!IsExhausted && !ReadFlag())
        {
            if (++zeros == 32) IsExhausted = true;
        }

        return IsExhausted ? 0 : (uint)((1ul << zeros) - 1 + ReadBits(zeros));
    }

    /// <summary>A signed Exp-Golomb number (H.264 §9.1.1).</summary>
    public int ReadSe()
    {
        var code = ReadUe();
        var magnitude = (int)(code >> 1) + (int)(code & 1);
        return (code & 1) == 1 ? magnitude : -magnitude;
    }
}
