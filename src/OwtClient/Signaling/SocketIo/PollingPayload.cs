using System.Globalization;
using System.Text;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Several text packets in one HTTP body: length-prefixed in Engine.IO 3, separated in Engine.IO 4.</summary>
internal static class PollingPayload
{
    private const char Separator = '\u001e';
    private const int MaxPackets = 100_000; // a body of nothing but separators must not become a list without end

    /// <summary>Puts packets into one body.</summary>
    public static string Encode(IReadOnlyList<string> packets, int version)
    {
        if (version == 4) return string.Join(Separator, packets);
        var body = new StringBuilder();
        // The length counts UTF-16 units, as JavaScript does, not bytes.
        foreach (var packet in packets) body.Append(CultureInfo.InvariantCulture, $"{packet.Length}:").Append(packet);
        return body.ToString();
    }

    /// <summary>Takes a body apart; false when it is malformed.</summary>
    public static bool TryDecode(string body, int version, out IReadOnlyList<string> packets)
    {
        packets = [];
        if (version == 4)
        {
            if (body.AsSpan().Count(Separator) >= MaxPackets) return false;
            packets = body.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
            return true;
        }

        var found = new List<string>();
        var rest = body.AsSpan();
        while (!rest.IsEmpty)
        {
            var colon = rest.IndexOf(':');
            if (colon is < 1 or > 9 || found.Count == MaxPackets) return false;
            if (!int.TryParse(rest[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > rest.Length - colon - 1) return false;
            found.Add(rest.Slice(colon + 1, length).ToString());
            rest = rest[(colon + 1 + length)..];
        }

        packets = found;
        return true;
    }
}
