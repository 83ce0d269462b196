using System.Text;
using System.Text.Json;

namespace OwtClient.Fuzz.Harness;

/// <summary>Well-formed inputs from the files that the other test projects read.</summary>
internal static class Seeds
{
    private static readonly Lazy<IReadOnlyList<byte[]>> RecordedMessages = new(ReadMessages);

    /// <summary>Bytes from hexadecimal digits; blanks do not matter.</summary>
    public static byte[] Hex(string digits) => Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));

    public static IReadOnlyList<byte[]> Sdp => [.. Files("sdp").Select(File.ReadAllBytes)];

    /// <summary>Files of one container format.</summary>
    public static IReadOnlyList<byte[]> Media(params string[] extensions) =>
        [.. Files("media").Where(f => extensions.Contains(Path.GetExtension(f))).Select(File.ReadAllBytes)];

    /// <summary>The payloads of requests, answers and notifications of recorded conversations, as JSON.</summary>
    public static IReadOnlyList<byte[]> Messages => RecordedMessages.Value;

    /// <summary>JSON as a transport gives it: from text, so that bytes which are no UTF-8 are replaced before. Null if it is none.</summary>
    public static JsonElement? TryParse(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(input));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string[] Files(string folder) => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Seeds", folder)).Order().ToArray();

    private static List<byte[]> ReadMessages()
    {
        var messages = new List<byte[]>();
        foreach (var line in Files("transcripts").SelectMany(File.ReadLines))
        {
            using var document = JsonDocument.Parse(line);
            foreach (var name in new[] { "data", "ack" })
            {
                if (document.RootElement.TryGetProperty(name, out var data)) messages.Add(Encoding.UTF8.GetBytes(data.GetRawText()));
            }
        }

        return messages;
    }
}
