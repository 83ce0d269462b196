namespace OwtClient.WebRtc.Frames;

/// <summary>The parameter sets of the newest access unit that carried a sequence parameter set, in Annex B form.</summary>
internal sealed class H264ParameterSets
{
    private const int MaxBytes = 4096; // real ones take some dozens
    private readonly byte[] _bytes = new byte[MaxBytes];
    private int _length;

    /// <summary>The kept sets, each with its start code; empty if there are none.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Takes the sets of a finished access unit in Annex B form, if it holds a sequence parameter set.</summary>
    public void Learn(ReadOnlySpan<byte> accessUnit)
    {
        var length = 0;
        var reader = new AnnexBReader(accessUnit);
        while (reader.TryRead(out var nalUnit))
        {
            if (H264NalUnit.TypeOf(nalUnit[0]) is not (H264NalUnit.SpsType or H264NalUnit.PpsType)) continue;
            if (length + 4 + nalUnit.Length > MaxBytes) break;
            H264NalUnit.StartCode.CopyTo(_bytes.AsSpan(length));
            nalUnit.CopyTo(_bytes.AsSpan(length + 4));
            length += 4 + nalUnit.Length;
        }

        _length = length;
    }
}
