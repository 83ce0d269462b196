namespace OwtClient.Signaling.SocketIo;

/// <summary>Measures UTF-8 text in UTF-16 units, as JavaScript does.</summary>
internal static class Utf16Length
{
    private const byte FourByteLead = 0xF0; // needs a surrogate pair

    /// <summary>Number of UTF-16 units of <paramref name="text"/>.</summary>
    public static int Of(ReadOnlySpan<byte> text)
    {
        var units = 0;
        foreach (var b in text) units += UnitsOf(b);
        return units;
    }

    /// <summary>Finds how many bytes hold <paramref name="units"/> units. False when there are fewer, or a character would be cut.</summary>
    public static bool TrySlice(ReadOnlySpan<byte> text, int units, out int length)
    {
        length = 0;
        while (length < text.Length && units > 0) units -= UnitsOf(text[length++]);
        while (length < text.Length && IsContinuation(text[length])) length++; // the rest of the last character
        return units == 0;
    }

    private static int UnitsOf(byte b) => IsContinuation(b) ? 0 : b < FourByteLead ? 1 : 2;

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
