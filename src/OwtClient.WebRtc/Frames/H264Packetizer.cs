using System.Buffers.Binary;

namespace OwtClient.WebRtc.Frames;

/// <summary>
/// H.264 in RTP (RFC 6184), packetization-mode 1: small NAL units together (STAP-A §5.7.1), large ones in fragments (FU-A §5.8),
/// others alone (§5.6). Frames come as one access unit in Annex B form, start codes of three or four bytes.
/// </summary>
internal sealed class H264Packetizer : IPacketizer
{
    private const int FuHeaderLength = 2;
    private const byte FuStart = 0x80;
    private const byte FuEnd = 0x40;
    private const byte ForbiddenAndNri = 0xe0;
    private const byte Nri = 0x60;
    private ReadOnlyMemory<byte> _accessUnit;
    private int _maxPayloadBytes;
    private int _nalOffset;
    private int _nalLength; // 0: no NAL unit left
    private PayloadSplitter _fragments;

    public PacketizeStatus Start(ReadOnlyMemory<byte> frame, int maxPayloadBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPayloadBytes, PayloadFormats.MinPayloadBytes);
        _accessUnit = frame;
        _maxPayloadBytes = maxPayloadBytes;
        _fragments = default;
        MoveToNalUnitFrom(0);
        if (frame.IsEmpty) return PacketizeStatus.Empty;
        return _nalLength == 0 ? PacketizeStatus.Malformed : PacketizeStatus.Ok;
    }

    public bool TryWritePayload(Span<byte> destination, out int bytesWritten, out bool marker)
    {
        (bytesWritten, marker) = (0, false);
        if (_nalLength == 0) return false;
        bytesWritten = _nalLength > _maxPayloadBytes ? WriteFragment(destination) : WriteWhole(destination);
        marker = _nalLength == 0;
        if (marker) _accessUnit = default;
        return true;
    }

    private int WriteFragment(Span<byte> destination)
    {
        var nalUnit = _accessUnit.Span.Slice(_nalOffset, _nalLength);
        if (_fragments.IsDone) _fragments = new PayloadSplitter(_nalLength - 1, _maxPayloadBytes - FuHeaderLength);
        var offset = _fragments.Offset;
        var length = _fragments.Next();
        destination[0] = (byte)((nalUnit[0] & ForbiddenAndNri) | H264NalUnit.FuAType);
        destination[1] = (byte)(H264NalUnit.TypeOf(nalUnit[0]) | (offset == 0 ? FuStart : 0) | (_fragments.IsDone ? FuEnd : 0));
        nalUnit.Slice(1 + offset, length).CopyTo(destination[FuHeaderLength..]); // the NAL unit's own header is in those two bytes
        if (_fragments.IsDone) MoveToNalUnitFrom(_nalOffset + _nalLength);
        return FuHeaderLength + length;
    }

    /// <summary>Writes the NAL unit at hand, with those after it as long as they fit.</summary>
    private int WriteWhole(Span<byte> destination)
    {
        var first = _accessUnit.Span.Slice(_nalOffset, _nalLength);
        var at = 1;
        byte nri = 0;
        var count = 0;
        while (_nalLength > 0 && at + 2 + _nalLength <= _maxPayloadBytes)
        {
            var nalUnit = _accessUnit.Span.Slice(_nalOffset, _nalLength);
            BinaryPrimitives.WriteUInt16BigEndian(destination[at..], (ushort)nalUnit.Length);
            nalUnit.CopyTo(destination[(at + 2)..]);
            at += 2 + nalUnit.Length;
            nri = Math.Max(nri, (byte)(nalUnit[0] & Nri));
            count++;
            MoveToNalUnitFrom(_nalOffset + _nalLength);
        }

        if (count > 1)
        {
            destination[0] = (byte)(nri | H264NalUnit.StapAType);
            return at;
        }

        if (count == 0) MoveToNalUnitFrom(_nalOffset + _nalLength); // it fits alone, but not with the bytes an aggregate adds
        first.CopyTo(destination);
        return first.Length;
    }

    private void MoveToNalUnitFrom(int offset)
    {
        var reader = new AnnexBReader(_accessUnit.Span[offset..]);
        _nalLength = reader.TryRead(out var nalUnit) ? nalUnit.Length : 0;
        _nalOffset = offset + reader.Offset;
    }
}
