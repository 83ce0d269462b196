using System.Buffers.Binary;

namespace OwtClient.WebRtc.Frames;

/// <summary>VP9 in RTP (RFC 9628 §4), non-flexible mode, one spatial and one temporal layer.</summary>
/// <remarks>
/// A frame is sent as one layer frame; a super frame of several spatial layers too. Each picture is declared to depend on the one
/// before it, which is true of any stream that is not thinned out. Key frames carry the scalability structure, and every payload the
/// layer indices: browsers drop frames in non-flexible mode that lack them.
/// </remarks>
internal sealed class Vp9Packetizer(ushort firstPictureId) : IPacketizer
{
    private const int DescriptorLength = 5; // flags, picture id, layer indices, TL0PICIDX
    private const int StructureLength = 8;
    private const byte HasPictureId = 0x80;
    private const byte IsPredicted = 0x40;
    private const byte HasLayerIndices = 0x20;
    private const byte StartsLayerFrame = 0x08;
    private const byte EndsLayerFrame = 0x04;
    private const byte HasStructure = 0x02;
    private const byte StructureWithSizeAndGroup = 0x18; // N_S = 0: one layer; Y, G
    private const int LongPictureId = 0x8000;
    private int _pictureId = firstPictureId;
    private byte _tl0PicIdx = (byte)firstPictureId;
    private ReadOnlyMemory<byte> _frame;
    private Vp9FrameHeader _header;
    private PayloadSplitter _pieces;

    public PacketizeStatus Start(ReadOnlyMemory<byte> frame, int maxPayloadBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPayloadBytes, PayloadFormats.MinPayloadBytes);
        _pieces = default;
        if (frame.IsEmpty) return PacketizeStatus.Empty;
        if (!Vp9FrameHeader.TryParse(frame.Span, out _header)) return PacketizeStatus.Malformed;
        _frame = frame;
        // The first payload of a key frame is the longest; the others keep its room free rather than being counted apart.
        _pieces = new PayloadSplitter(frame.Length, maxPayloadBytes - DescriptorLength - (_header.IsKeyFrame ? StructureLength : 0));
        _pictureId = (_pictureId + 1) & 0x7fff;
        _tl0PicIdx++;
        return PacketizeStatus.Ok;
    }

    public bool TryWritePayload(Span<byte> destination, out int bytesWritten, out bool marker)
    {
        (bytesWritten, marker) = (0, false);
        if (_pieces.IsDone) return false;
        var offset = _pieces.Offset;
        var length = _pieces.Next();
        marker = _pieces.IsDone;
        var at = WriteDescriptor(destination, isFirst: offset == 0, isLast: marker);
        _frame.Span.Slice(offset, length).CopyTo(destination[at..]);
        bytesWritten = at + length;
        if (marker) _frame = default;
        return true;
    }

    private int WriteDescriptor(Span<byte> destination, bool isFirst, bool isLast)
    {
        var withStructure = isFirst && _header.IsKeyFrame;
        destination[0] = (byte)(HasPictureId | HasLayerIndices
            | (_header.IsKeyFrame ? 0 : IsPredicted)
            | (isFirst ? StartsLayerFrame : 0)
            | (isLast ? EndsLayerFrame : 0)
            | (withStructure ? HasStructure : 0));
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)(LongPictureId | _pictureId));
        destination[3] = 0; // TID 0, U 0, SID 0, D 0
        destination[4] = _tl0PicIdx;
        if (!withStructure) return DescriptorLength;
        var structure = destination[DescriptorLength..];
        structure[0] = StructureWithSizeAndGroup;
        BinaryPrimitives.WriteUInt16BigEndian(structure[1..], (ushort)_header.Width);
        BinaryPrimitives.WriteUInt16BigEndian(structure[3..], (ushort)_header.Height);
        structure[5] = 1; // N_G: one picture in the group,
        structure[6] = 0x14; // TID 0, U 1, with R = 1 reference:
        structure[7] = 1; // P_DIFF, the picture before
        return DescriptorLength + StructureLength;
    }
}
