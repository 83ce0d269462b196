namespace OwtClient.WebRtc.Rtcp;

/// <summary>The report blocks of a sender or receiver report, read in place.</summary>
internal readonly ref struct ReportBlocks
{
    private readonly ReadOnlySpan<byte> _data;

    private ReportBlocks(ReadOnlySpan<byte> data, int count)
    {
        _data = data;
        Count = count;
    }

    public int Count { get; }

    public ReportBlock this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            return ReportBlock.Read(_data[(index * ReportBlock.Length)..]);
        }
    }

    /// <summary>Takes <paramref name="count"/> blocks from the start of <paramref name="data"/>. More may follow.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> data, int count, out ReportBlocks blocks)
    {
        blocks = default;
        if (data.Length < count * ReportBlock.Length) return false;
        blocks = new ReportBlocks(data, count);
        return true;
    }
}
