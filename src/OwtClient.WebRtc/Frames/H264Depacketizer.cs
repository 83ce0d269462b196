using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Frames;

/// <summary>H.264 out of RTP (RFC 6184), packetization-modes 0 and 1: single NAL units, STAP-A and FU-A.</summary>
/// <remarks>
/// Frames are access units in Annex B form with start codes of four bytes. An IDR picture without a sequence parameter set in its
/// access unit gets the newest parameter sets put before it, so that decoding can start at every key frame. Access unit delimiters
/// and SEI are passed on where they are and not missed where a server took them out.
/// </remarks>
internal sealed class H264Depacketizer(FrameAssembler frames) : IDepacketizer
{
    private const int FuHeaderLength = 2;
    private readonly H264ParameterSets _parameterSets = new();
    private bool _gapBefore;
    private bool _openedAfterGap;
    private bool _insideFragments;
    private bool _hasSps;

    public long FramesLost => frames.FramesLost;

    public void HandleGap(int packets)
    {
        frames.HandleGap();
        _gapBefore = true;
    }

    public DepacketizeStatus HandlePacket(ReadOnlySpan<byte> payload, uint timestamp, bool marker)
    {
        if (payload.IsEmpty) return DepacketizeStatus.Ignored;
        if (!frames.IsOpenAt(timestamp))
        {
            Close();
            frames.Open(timestamp, MayStartPicture(payload), skippedFrames: null);
            _openedAfterGap = _gapBefore;
        }

        _gapBefore = false;
        var status = frames.IsBroken ? DepacketizeStatus.FrameLost : Append(payload);
        if (marker) Close();
        return status;
    }

    public bool TryTakeFrame([NotNullWhen(true)] out EncodedFrame? frame) => frames.TryTakeFrame(out frame);

    private DepacketizeStatus Append(ReadOnlySpan<byte> payload)
    {
        var type = H264NalUnit.TypeOf(payload[0]);
        if (type == H264NalUnit.FuAType) return AppendFragment(payload);
        if (_insideFragments) return frames.Break(DepacketizeStatus.Malformed);
        return type switch
        {
            0 => frames.Break(DepacketizeStatus.Malformed),
            <= H264NalUnit.LastSingleType => AppendNalUnit(payload),
            H264NalUnit.StapAType => AppendAggregate(payload[1..]),
            _ => frames.Break(DepacketizeStatus.Unsupported), // STAP-B, MTAP, FU-B belong to the interleaved mode
        };
    }

    private DepacketizeStatus AppendNalUnit(ReadOnlySpan<byte> nalUnit)
    {
        var status = Begin(nalUnit[0]);
        return status == DepacketizeStatus.Ok ? frames.Append(nalUnit) : status;
    }

    /// <summary>NAL units, each after its length in two bytes (§5.7.1).</summary>
    private DepacketizeStatus AppendAggregate(ReadOnlySpan<byte> units)
    {
        var status = DepacketizeStatus.Malformed; // an aggregate of nothing
        while (!units.IsEmpty)
        {
            if (!TryReadAggregated(units, out var nalUnit)) return frames.Break(DepacketizeStatus.Malformed);
            status = AppendNalUnit(nalUnit);
            if (status != DepacketizeStatus.Ok) return status;
            units = units[(2 + nalUnit.Length)..];
        }

        return status == DepacketizeStatus.Ok ? status : frames.Break(status);
    }

    /// <summary>A piece of a NAL unit, whose header is spread over the two bytes before it (§5.8).</summary>
    private DepacketizeStatus AppendFragment(ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= FuHeaderLength) return frames.Break(DepacketizeStatus.Malformed);
        var isStart = (payload[1] & 0x80) != 0;
        var isEnd = (payload[1] & 0x40) != 0;
        if (isStart == _insideFragments) return frames.Break(DepacketizeStatus.Malformed);
        if (isStart)
        {
            var header = HeaderOfFragmented(payload);
            if (H264NalUnit.TypeOf(header) is 0 or > H264NalUnit.LastSingleType) return frames.Break(DepacketizeStatus.Malformed);
            var status = Begin(header);
            if (status == DepacketizeStatus.Ok) status = frames.Append([header]);
            if (status != DepacketizeStatus.Ok) return status;
        }

        _insideFragments = !isEnd;
        return frames.Append(payload[FuHeaderLength..]);
    }

    /// <summary>Puts a start code, and parameter sets before an IDR picture that came without.</summary>
    private DepacketizeStatus Begin(byte header)
    {
        var type = H264NalUnit.TypeOf(header);
        _hasSps |= type == H264NalUnit.SpsType;
        if (type == H264NalUnit.IdrType)
        {
            frames.IsKeyFrame = true;
            var kept = _hasSps ? default : _parameterSets.Bytes;
            if (!kept.IsEmpty && _openedAfterGap) return frames.Break(DepacketizeStatus.FrameLost); // newer sets may be in the gap
            frames.Append(kept);
            _hasSps = true;
        }

        return frames.Append(H264NalUnit.StartCode);
    }

    private void Close()
    {
        if (_insideFragments && !frames.IsBroken) frames.Break(DepacketizeStatus.Malformed);
        if (_hasSps && !frames.IsBroken) _parameterSets.Learn(frames.OpenFrame);
        (_insideFragments, _hasSps) = (false, false);
        frames.Close();
    }

    private static bool MayStartPicture(ReadOnlySpan<byte> payload)
    {
        var type = H264NalUnit.TypeOf(payload[0]);
        if (type == H264NalUnit.StapAType)
        {
            return TryReadAggregated(payload[1..], out var first) && H264NalUnit.MayStartPicture(first);
        }

        if (type != H264NalUnit.FuAType) return H264NalUnit.MayStartPicture(payload);
        if (payload.Length <= FuHeaderLength || (payload[1] & 0x80) == 0) return false;
        return H264NalUnit.MayStartPicture([HeaderOfFragmented(payload), payload[FuHeaderLength]]);
    }

    private static bool TryReadAggregated(ReadOnlySpan<byte> units, out ReadOnlySpan<byte> nalUnit)
    {
        nalUnit = default;
        if (units.Length < 3) return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(units);
        if (length == 0 || length > units.Length - 2) return false;
        nalUnit = units.Slice(2, length);
        return H264NalUnit.TypeOf(nalUnit[0]) is > 0 and <= H264NalUnit.LastSingleType;
    }

    private static byte HeaderOfFragmented(ReadOnlySpan<byte> payload) => (byte)((payload[0] & 0xe0) | (payload[1] & 0x1f));
}
