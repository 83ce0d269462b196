namespace OwtClient.Media.Sources;

/// <summary>Logarithmic coding of samples of 16 bits into 8 (ITU-T G.711).</summary>
internal static class G711
{
    private const int MuLawBias = 132; // 33 in the 14 bits of the standard
    private const int MuLawClip = 32635;

    /// <summary>µ-law (table 2): sign, three bits of segment, four of step; all bits inverted.</summary>
    public static byte EncodeMuLaw(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs((int)sample), MuLawClip) + MuLawBias;
        var segment = int.Log2(magnitude) - 7;
        var step = (magnitude >> (segment + 3)) & 0x0f;
        return (byte)~(sign | (segment << 4) | step);
    }

    /// <summary>The middle of the interval that a µ-law code stands for.</summary>
    public static short DecodeMuLaw(byte code)
    {
        var value = (byte)~code;
        var magnitude = ((((value & 0x0f) << 3) + MuLawBias) << ((value >> 4) & 0x07)) - MuLawBias;
        return (short)((value & 0x80) != 0 ? -magnitude : magnitude);
    }

    /// <summary>A-law (table 1): sign, three bits of segment, four of step; every other bit inverted.</summary>
    public static byte EncodeALaw(short sample)
    {
        var sign = sample < 0 ? 0 : 0x80;
        var magnitude = (sample < 0 ? ~sample : sample) >> 4; // 0 to 2047, in units of the smallest interval
        var segment = magnitude < 16 ? 0 : int.Log2(magnitude) - 3;
        var step = (magnitude >> Math.Max(0, segment - 1)) & 0x0f;
        return (byte)((sign | (segment << 4) | step) ^ 0x55);
    }

    /// <summary>The middle of the interval that an A-law code stands for.</summary>
    public static short DecodeALaw(byte code)
    {
        var value = code ^ 0x55;
        var segment = (value >> 4) & 0x07;
        var magnitude = ((value & 0x0f) << 4) + 8;
        if (segment > 0) magnitude = (magnitude + 256) << (segment - 1);
        return (short)((value & 0x80) != 0 ? magnitude : -magnitude);
    }
}
