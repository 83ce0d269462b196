namespace OwtClient.WebRtc.Frames;

/// <summary>The payload descriptor in front of VP8 data (RFC 7741 §4.2). Temporal layers are read over.</summary>
internal readonly struct Vp8Descriptor
{
    /// <summary>Whether the payload begins the frame: start of partition 0.</summary>
    public bool StartsFrame { get; private init; }

    /// <summary>The picture id, or null if there is none.</summary>
    public PictureId? PictureId { get; private init; }

    /// <summary>Bytes the descriptor takes.</summary>
    public int Length { get; private init; }

    /// <summary>Reads the descriptor; false if it is cut short or nothing follows it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out Vp8Descriptor descriptor)
    {
        descriptor = default;
        if (payload.IsEmpty) return false;
        var first = payload[0];
        var at = 1;
        PictureId? pictureId = null;
        if ((first & 0x80) != 0) // X
        {
            if (payload.Length <= at) return false;
            var extension = payload[at++];
            if ((extension & 0x80) != 0) // I
            {
                if (!Frames.PictureId.TryRead(payload[at..], out var id, out var idLength)) return false;
                pictureId = id;
                at += idLength;
            }

            if ((extension & 0x40) != 0) at++; // L: TL0PICIDX
            if ((extension & 0x30) != 0) at++; // T or K: TID, Y, KEYIDX
        }

        if (at >= payload.Length) return false;
        var startsFrame = (first & 0x10) != 0 && (first & 0x07) == 0; // S, PID
        descriptor = new Vp8Descriptor { StartsFrame = startsFrame, PictureId = pictureId, Length = at };
        return true;
    }
}
