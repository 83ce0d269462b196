namespace OwtClient.Tokens;

/// <summary>Base64 as the portal decodes it: either alphabet, padding optional, white space ignored (PROTOCOL §1.5).</summary>
internal static class LenientBase64
{
    /// <summary>Decodes, or says which character is in the way.</summary>
    public static bool TryDecode(string text, out byte[] bytes, out string? problem)
    {
        bytes = [];
        problem = null;
        var plain = new char[text.Length + 3];
        var length = 0;
        foreach (var c in text)
        {
            if (c is '=' || char.IsWhiteSpace(c)) continue;
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '-' or '_'))
            {
                problem = $"it contains the character U+{(int)c:X4}, which Base64 does not have";
                return false;
            }

            plain[length++] = c switch { '-' => '+', '_' => '/', _ => c };
        }

        if (length % 4 == 1)
        {
            problem = "its length is not that of any Base64 text; it may have been cut";
            return false;
        }

        while (length % 4 != 0) plain[length++] = '=';
        bytes = Convert.FromBase64CharArray(plain, 0, length);
        return true;
    }
}
