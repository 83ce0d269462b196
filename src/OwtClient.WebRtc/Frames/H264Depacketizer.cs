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
            _openedAfterGap = _gapBefore;
            frames.Open(timestamp, MayStartPicture(payload), skippedFrames: null);
        }

        _gapBefore = false;
        var status = frames.IsBroken ? DepacketizeStatus.FrameLost : Append(payload);
        if (marker) Close();
        return status;
    }

    public bool TryTakeFrame([NotNullWhen(true)] out EncodedFrame? frame) => frames.TryTakeFrame(out frame);

    /// <summary>
    /// Parameter sets newer than the kept ones may lie in the gap before this picture: it must not be shown with the old ones.
    /// </summary>
    private bool MissesParameterSets => _openedAfterGap && !_parameterSets.Bytes.IsEmpty;

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
            if (!H264Payload.TryReadAggregated(units, out var nalUnit)) return frames.Break(DepacketizeStatus.Malformed);
            status = AppendNalUnit(nalUnit);
            if (status != DepacketizeStatus.Ok) return status;
            units = units[(2 + nalUnit.Length)..];
        }

        return status == DepacketizeStatus.Ok ? status : frames.Break(status);
    }

    /// <summary>A piece of a NAL unit, whose header is spread over the two bytes before it (§5.8).</summary>
    private DepacketizeStatus AppendFragment(ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= H264Payload.FuHeaderLength) return frames.Break(DepacketizeStatus.Malformed);
        var isStart = (payload[1] & 0x80) != 0;
        var isEnd = (payload[1] & 0x40) != 0;
        if (isStart == _insideFragments) return frames.Break(DepacketizeStatus.Malformed);
        if (isStart)
        {
            var header = H264Payload.HeaderOfFragmented(payload);
            if (H264NalUnit.TypeOf(header) is 0 or > H264NalUnit.LastSingleType) return frames.Break(DepacketizeStatus.Malformed);
            var status = Begin(header);
            if (status == DepacketizeStatus.Ok) status = frames.Append([header]);
            if (status != DepacketizeStatus.Ok) return status;
        }

        _insideFragments = !isEnd;
        return frames.Append(payload[H264Payload.FuHeaderLength..]);
    }

    /// <summary>Puts a start code, and parameter sets before an IDR picture that came without.</summary>
    private DepacketizeStatus Begin(byte header)
    {
        var type = H264NalUnit.TypeOf(header);
        _hasSps |= type == H264NalUnit.SpsType;
        if (type == H264NalUnit.IdrType)
        {
            frames.IsKeyFrame = true;
            if (!_hasSps && MissesParameterSets) return frames.Break(DepacketizeStatus.FrameLost);
            if (!_hasSps) frames.Append(_parameterSets.Bytes);
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

    private bool MayStartPicture(ReadOnlySpan<byte> payload)
    {
        Span<byte> firstBytes = stackalloc byte[2];
        if (!H264Payload.TryPeekNalUnit(payload, firstBytes)) return false;
        var startsWithIdr = H264NalUnit.TypeOf(firstBytes[0]) == H264NalUnit.IdrType;
        return H264NalUnit.MayStartPicture(firstBytes) && !(startsWithIdr && MissesParameterSets);
    }
}
