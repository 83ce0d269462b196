namespace OwtClient.WebRtc.Frames;

/// <summary>Cuts data into the fewest pieces that fit, all of nearly the same length, so that no last packet is tiny.</summary>
internal struct PayloadSplitter
{
    private readonly int _length;
    private int _piecesLeft;

    /// <param name="length">Bytes to cut, at least 1.</param>
    /// <param name="maxPiece">The most one piece may hold, at least 1.</param>
    public PayloadSplitter(int length, int maxPiece)
    {
        _length = length;
        _piecesLeft = (length + maxPiece - 1) / maxPiece;
    }

    /// <summary>Where the next piece begins.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether everything was taken.</summary>
    public readonly bool IsDone => _piecesLeft == 0;

    /// <summary>Length of the next piece; moves on behind it.</summary>
    public int Next()
    {
        var piece = (_length - Offset) / _piecesLeft; // rounds down: the later pieces are the longer ones, by one byte
        _piecesLeft--;
        Offset += piece;
        return piece;
    }
}
