namespace OwtClient.WebRtc.Peer;

/// <summary>DTLS datagrams that came before the description that tells our role: a ClientHello must not wait for its repetition.</summary>
internal sealed class EarlyDatagrams
{
    private const int MaxKept = 4; // a ClientHello and its repetitions
    private const int MaxLength = 1500;
    private List<byte[]>? _kept = [];

    public void Add(ReadOnlySpan<byte> datagram)
    {
        if (_kept is { Count: < MaxKept } kept && datagram.Length <= MaxLength) kept.Add(datagram.ToArray());
    }

    /// <summary>Hands them over; later ones are not kept any more.</summary>
    public IReadOnlyList<byte[]> Take()
    {
        var kept = _kept ?? [];
        _kept = null;
        return kept;
    }
}
