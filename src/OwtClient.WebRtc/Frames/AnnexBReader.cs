namespace OwtClient.WebRtc.Frames;

/// <summary>Finds the NAL units of an H.264 byte stream (H.264 Annex B): what stands between start codes of three bytes.</summary>
internal ref struct AnnexBReader(ReadOnlySpan<byte> stream)
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];
    private readonly ReadOnlySpan<byte> _stream = stream;
    private int _at = stream.IndexOf(StartCode) is >= 0 and var first ? first + 3 : stream.Length;

    /// <summary>Where the NAL unit found last begins in the stream.</summary>
    public int Offset { get; private set; }

    /// <summary>Gives the next NAL unit that is not empty, without the zero bytes that may follow it.</summary>
    public bool TryRead(out ReadOnlySpan<byte> nalUnit)
    {
        while (_at < _stream.Length)
        {
            var rest = _stream[_at..];
            var end = rest.IndexOf(StartCode);
            nalUnit = (end < 0 ? rest : rest[..end]).TrimEnd((byte)0); // a NAL unit never ends with a zero byte (§7.4.1)
            Offset = _at;
            _at += end < 0 ? rest.Length : end + StartCode.Length;
            if (!nalUnit.IsEmpty) return true;
        }

        nalUnit = default;
        return false;
    }
}
