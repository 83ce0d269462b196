using System.Buffers.Binary;

namespace OwtClient.Media.Matroska;

/// <summary>The content of a Block or SimpleBlock (RFC 9559 §10): track, time, flags, and frames that may be laced together.</summary>
internal readonly struct MatroskaBlock
{
    public long TrackNumber { get; private init; }

    /// <summary>Time relative to the cluster, in units of the segment's timestamp scale.</summary>
    public short RelativeTime { get; private init; }

    /// <summary>Whether a SimpleBlock says it is a key frame; meaningless in a BlockGroup.</summary>
    public bool IsKeyFrame { get; private init; }

    /// <summary>Where each frame lies in the content.</summary>
    public IReadOnlyList<Range> Frames { get; private init; }

    /// <summary>Reads the content; false if it breaks the rules.</summary>
    public static bool TryParse(ReadOnlySpan<byte> content, out MatroskaBlock block)
    {
        block = default;
        if (!EbmlVarInt.TryReadSize(content, out var track, out var length) || content.Length < length + 3) return false;
        var flags = content[length + 2];
        var at = length + 3;
        var lengths = new List<int>();
        var parsed = (flags & 0x06) switch
        {
            0x02 => TryReadXiphLacing(content, ref at, lengths),
            0x04 => TryReadFixedLacing(content, ref at, lengths),
            0x06 => TryReadEbmlLacing(content, ref at, lengths),
            _ => true,
        };
        if (!parsed) return false;
        var frames = new List<Range>(lengths.Count + 1);
        foreach (var frameLength in lengths)
        {
            if (frameLength < 0 || frameLength > content.Length - at) return false;
            frames.Add(at..(at + frameLength));
            at += frameLength;
        }

        frames.Add(at..content.Length); // the last frame takes the rest
        block = new MatroskaBlock
        {
            TrackNumber = track,
            RelativeTime = BinaryPrimitives.ReadInt16BigEndian(content[length..]),
            IsKeyFrame = (flags & 0x80) != 0,
            Frames = frames,
        };
        return true;
    }

    /// <summary>All lengths but the last, each the sum of bytes up to one below 255 (§10.3.2).</summary>
    private static bool TryReadXiphLacing(ReadOnlySpan<byte> content, ref int at, List<int> lengths)
    {
        if (at >= content.Length) return false;
        for (int count = content[at++]; count > 0; count--)
        {
            var length = 0;
            byte part;
            do
            {
                if (at >= content.Length) return false;
                part = content[at++];
                length += part;
            }
            while (part == 255);
            lengths.Add(length);
        }

        return true;
    }

    /// <summary>Frames of one length (§10.3.4).</summary>
    private static bool TryReadFixedLacing(ReadOnlySpan<byte> content, ref int at, List<int> lengths)
    {
        if (at >= content.Length) return false;
        var count = content[at++] + 1;
        var total = content.Length - at;
        if (total % count != 0) return false;
        lengths.AddRange(Enumerable.Repeat(total / count, count - 1));
        return true;
    }

    /// <summary>The first length, then signed differences (§10.3.3).</summary>
    private static bool TryReadEbmlLacing(ReadOnlySpan<byte> content, ref int at, List<int> lengths)
    {
        if (at >= content.Length) return false;
        long length = 0;
        for (int left = content[at++], index = 0; index < left; index++)
        {
            if (!EbmlVarInt.TryReadSize(content[at..], out var value, out var bytes) || value == EbmlVarInt.UnknownSize) return false;
            at += bytes;
            length = index == 0 ? value : length + value - ((1L << ((7 * bytes) - 1)) - 1);
            if (length < 0 || length > content.Length) return false;
            lengths.Add((int)length);
        }

        return true;
    }
}
