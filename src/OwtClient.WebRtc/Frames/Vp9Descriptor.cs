namespace OwtClient.WebRtc.Frames;

/// <summary>The payload descriptor in front of VP9 data (RFC 9628 §4.2), flexible and non-flexible mode.</summary>
/// <remarks>
/// <code>
///      0 1 2 3 4 5 6 7
///     |I|P|L|F|B|E|V|Z|
///  I: |M| PICTURE ID  |  7 or 15 bits
///  L: | TID |U| SID |D|
///     |   TL0PICIDX   |  non-flexible mode only (F = 0)
///  P,F: | P_DIFF    |N|  up to three times, while N = 1
///  V: | SS ...        |
/// </code>
/// </remarks>
internal readonly struct Vp9Descriptor
{
    private const int MaxReferences = 3;

    /// <summary>Whether the payload begins a layer frame (B).</summary>
    public bool StartsLayerFrame { get; private init; }

    /// <summary>Whether the payload ends a layer frame (E).</summary>
    public bool EndsLayerFrame { get; private init; }

    /// <summary>Spatial layer (SID); 0 without layer indices.</summary>
    public int SpatialLayer { get; private init; }

    /// <summary>Whether the layer frame is decoded from the spatial layer below it (D).</summary>
    public bool DependsOnLowerLayer { get; private init; }

    /// <summary>The picture id, or null if there is none.</summary>
    public PictureId? PictureId { get; private init; }

    /// <summary>Bytes the descriptor takes.</summary>
    public int Length { get; private init; }

    /// <summary>Reads the descriptor; false if it is cut short, breaks a rule, or nothing follows it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out Vp9Descriptor descriptor)
    {
        descriptor = default;
        if (payload.IsEmpty) return false;
        var first = payload[0];
        var at = 1;
        PictureId? pictureId = null;
        if ((first & 0x80) != 0) // I
        {
            if (!Frames.PictureId.TryRead(payload[at..], out var id, out var idLength)) return false;
            pictureId = id;
            at += idLength;
        }

        var isFlexible = (first & 0x10) != 0; // F
        var layers = 0;
        if ((first & 0x20) != 0) // L
        {
            if (at >= payload.Length) return false;
            layers = payload[at++];
            if (!isFlexible) at++; // TL0PICIDX
        }

        if (isFlexible && (first & 0x40) != 0 && !TrySkipReferences(payload, ref at)) return false; // P
        if ((first & 0x02) != 0 && !TrySkipScalabilityStructure(payload, ref at)) return false; // V
        if (at >= payload.Length) return false;
        descriptor = new Vp9Descriptor
        {
            StartsLayerFrame = (first & 0x08) != 0,
            EndsLayerFrame = (first & 0x04) != 0,
            SpatialLayer = (layers >> 1) & 0x07,
            DependsOnLowerLayer = (layers & 0x01) != 0,
            PictureId = pictureId,
            Length = at,
        };
        return true;
    }

    private static bool TrySkipReferences(ReadOnlySpan<byte> payload, ref int at)
    {
        for (var i = 0; i < MaxReferences; i++)
        {
            if (at >= payload.Length) return false;
            if ((payload[at++] & 0x01) == 0) return true; // N: no further one
        }

        return false;
    }

    /// <summary>N_S and the sizes of the layers, then the picture group (§4.2.1).</summary>
    private static bool TrySkipScalabilityStructure(ReadOnlySpan<byte> payload, ref int at)
    {
        if (at >= payload.Length) return false;
        var head = payload[at++];
        if ((head & 0x10) != 0) at += ((head >> 5) + 1) * 4; // Y: width and height of each of N_S + 1 layers
        if ((head & 0x08) == 0) return true; // G
        if (at >= payload.Length) return false;
        for (int pictures = payload[at++]; pictures > 0; pictures--)
        {
            if (at >= payload.Length) return false;
            at += 1 + ((payload[at] >> 2) & 0x03); // R references of one byte each
        }

        return true;
    }
}
