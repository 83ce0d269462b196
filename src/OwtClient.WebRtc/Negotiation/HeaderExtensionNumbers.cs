using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Gives header extensions their ids: the same id in every section (RFC 9143 §7.1.5), kept from one offer to the next.</summary>
internal sealed class HeaderExtensionNumbers
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <summary>Starts with the ids that an earlier description of this side used.</summary>
    public HeaderExtensionNumbers(SdpSession? previous)
    {
        foreach (var media in previous?.Media ?? [])
        {
            foreach (var known in media.Extmaps) _ids.TryAdd(known.Uri, known.Id);
        }
    }

    /// <summary>The id for <paramref name="uri"/>: the one it had, else the usual one, else the lowest that is free.</summary>
    public int Get(string uri, int usualId)
    {
        if (_ids.TryGetValue(uri, out var id)) return id;
        id = usualId;
        for (var next = 1; _ids.ContainsValue(id); next++) id = next;
        return _ids[uri] = id;
    }
}
