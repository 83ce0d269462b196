using System.Buffers.Binary;

namespace OwtClient.Media.Readers;

/// <summary>One Ogg page (RFC 3533 §6), checked. Its memory is valid until the next page is read.</summary>
/// <param name="Position">Where in the file the page begins.</param>
/// <param name="Flags">1: continues a packet; 2: first page of a stream; 4: last page.</param>
/// <param name="Serial">Which logical stream it belongs to.</param>
/// <param name="Lacing">Segment sizes: a packet ends with the first below 255.</param>
/// <param name="Body">The segments.</param>
internal readonly record struct OggPage(long Position, byte Flags, uint Serial, ReadOnlyMemory<byte> Lacing, ReadOnlyMemory<byte> Body)
{
    private const int HeaderBytes = 27;

    public bool Continues => (Flags & 1) != 0;

    public bool IsFirst => (Flags & 2) != 0;

    /// <summary>Reads the next page. Null at the end of the file, <paramref name="truncated"/> if that is inside a page.</summary>
    /// <exception cref="MediaFormatException">No page begins here, or its checksum is wrong.</exception>
    public static async ValueTask<OggPage?> ReadAsync(ByteSource source, Action truncated, CancellationToken cancellationToken)
    {
        var position = source.Position;
        var header = await source.PeekAsync(HeaderBytes, cancellationToken).ConfigureAwait(false);
        if (header.IsEmpty) return null;
        if (header.Length < HeaderBytes) return CutOff();
        if (!header.Span.StartsWith("OggS"u8)) throw new MediaFormatException(position, "An Ogg page should begin here.");
        if (header.Span[4] != 0) throw new MediaFormatException(position + 4, $"Version {header.Span[4]} of Ogg is not known.");
        int segments = header.Span[26];
        header = await source.PeekAsync(HeaderBytes + segments, cancellationToken).ConfigureAwait(false);
        if (header.Length < HeaderBytes + segments) return CutOff();
        var bodyBytes = 0;
        foreach (var size in header.Span[HeaderBytes..]) bodyBytes += size;
        var page = await source.PeekAsync(HeaderBytes + segments + bodyBytes, cancellationToken).ConfigureAwait(false);
        if (page.Length < HeaderBytes + segments + bodyBytes) return CutOff();
        if (!HasRightChecksum(page.Span)) throw new MediaFormatException(position, "The checksum of this Ogg page is wrong.");
        source.Advance(page.Length);
        var serial = BinaryPrimitives.ReadUInt32LittleEndian(page.Span[14..]);
        return new OggPage(position, page.Span[5], serial, page.Slice(HeaderBytes, segments), page[(HeaderBytes + segments)..]);

        OggPage? CutOff()
        {
            truncated();
            return null;
        }
    }

    private static bool HasRightChecksum(ReadOnlySpan<byte> page)
    {
        var crc = OggCrc.Add(0, page[..22]);
        crc = OggCrc.Add(crc, [0, 0, 0, 0]); // the checksum's own place counts as zero
        crc = OggCrc.Add(crc, page[26..]);
        return crc == BinaryPrimitives.ReadUInt32LittleEndian(page[22..]);
    }
}
