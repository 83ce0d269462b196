using System.Buffers.Binary;

namespace OwtClient.WebRtc.Frames;

/// <summary>VP8 in RTP (RFC 7741 §4): every payload begins with the same four bytes of descriptor, with a 15-bit picture id.</summary>
/// <remarks>
/// <code>
///      0 1 2 3 4 5 6 7
///     |X|R|N|S|R| PID |  X = 1; S = 1 on the first payload; PID = 0: partitions are not told apart
///     |I|L|T|K| RSV   |  I = 1
///     |M| PictureID   |  M = 1
///     |   PictureID   |
/// </code>
/// </remarks>
internal sealed class Vp8Packetizer(ushort firstPictureId) : IPacketizer
{
    private const int DescriptorLength = 4;
    private const byte Extended = 0x80;
    private const byte StartOfPartition = 0x10;
    private const byte HasPictureId = 0x80;
    private const int LongPictureId = 0x8000;
    private int _pictureId = firstPictureId;
    private ReadOnlyMemory<byte> _frame;
    private PayloadSplitter _pieces;

    public PacketizeStatus Start(ReadOnlyMemory<byte> frame, int maxPayloadBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPayloadBytes, PayloadFormats.MinPayloadBytes);
        _pieces = default;
        if (frame.IsEmpty) return PacketizeStatus.Empty;
        _frame = frame;
        _pieces = new PayloadSplitter(frame.Length, maxPayloadBytes - DescriptorLength);
        _pictureId = (_pictureId + 1) & 0x7fff;
        return PacketizeStatus.Ok;
    }

    public bool TryWritePayload(Span<byte> destination, out int bytesWritten, out bool marker)
    {
        (bytesWritten, marker) = (0, false);
        if (_pieces.IsDone) return false;
        var offset = _pieces.Offset;
        var length = _pieces.Next();
        destination[0] = (byte)(Extended | (offset == 0 ? StartOfPartition : 0));
        destination[1] = HasPictureId;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)(LongPictureId | _pictureId));
        _frame.Span.Slice(offset, length).CopyTo(destination[DescriptorLength..]);
        bytesWritten = DescriptorLength + length;
        marker = _pieces.IsDone;
        if (marker) _frame = default;
        return true;
    }
}
