namespace OwtClient.Tests.Signaling.SocketIo;

/// <summary>Texts with one character changed.</summary>
internal static class Damage
{
    private const string Characters = "\0\u0001 \"'\\,:[]{}/019-+.eEtfnu\u00e9\ufffd\u001e";

    /// <summary>Every character replaced by each of those that mean something to a parser.</summary>
    public static IEnumerable<string> EachCharacter(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var character in Characters) yield return string.Concat(text.AsSpan(0, at), [character], text.AsSpan(at + 1));
        }
    }
}
