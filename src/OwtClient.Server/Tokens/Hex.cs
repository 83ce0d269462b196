namespace OwtClient.Server.Tokens;

/// <summary>Lower-case hex text, as all ids and signatures of the protocol have it.</summary>
internal static class Hex
{
    public static string Lower(ReadOnlySpan<byte> bytes)
    {
#if NET10_0_OR_GREATER
        return Convert.ToHexStringLower(bytes);
#else
        return string.Create(bytes.Length * 2, bytes.ToArray(), static (text, source) =>
        {
            for (var i = 0; i < source.Length; i++) (text[2 * i], text[(2 * i) + 1]) = (Digit(source[i] >> 4), Digit(source[i] & 15));
        });

        static char Digit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
#endif
    }
}
