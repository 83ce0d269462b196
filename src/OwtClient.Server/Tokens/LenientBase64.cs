namespace OwtClient.Server.Tokens;

/// <summary>
/// Base64 as the original server's runtime reads it: both alphabets, padding optional, other characters skipped (PROTOCOL §1.5).
/// </summary>
internal static class LenientBase64
{
    /// <summary>Decodes <paramref name="text"/>. Never fails: what is not Base64 is skipped, and <c>=</c> ends the input.</summary>
    public static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * 3 / 4];
        var (used, pending, bits) = (0, 0, 0);
        foreach (var c in text)
        {
            if (c == '=') break;
            var value = ValueOf(c);
            if (value < 0) continue;
            pending = (pending << 6) | value;
            bits += 6;
            if (bits < 8) continue;
            bits -= 8;
            bytes[used++] = (byte)(pending >> bits);
            pending &= (1 << bits) - 1;
        }

        return bytes[..used];
    }

    private static int ValueOf(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };
}
