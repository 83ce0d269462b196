using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Frames;

/// <summary>The part of depacketizing that all codecs share: which packets make one frame, and which frames are lost.</summary>
/// <remarks>
/// A codec asks <see cref="IsOpenAt"/> with each packet's timestamp, calls <see cref="Close"/> and <see cref="Open"/> when it is not,
/// <see cref="Append"/> with what belongs into the frame, and <see cref="Close"/> at the marker. Not thread-safe.
/// </remarks>
internal sealed class FrameAssembler(MediaCodec codec, int clockRate, FramePool pool)
{
    private const int MaxFinished = 2; // what one packet can finish
    private readonly RtpTimeline _timeline = new(clockRate);
    private readonly Queue<EncodedFrame> _finished = new(MaxFinished);
    private FrameBuffer? _buffer;
    private uint _timestamp;
    private bool _isOpen;
    private bool _isBroken;
    private bool _gapWhileOpen;
    private bool _gapWhileClosed;
    private bool _deliveredAny;
    private int _lostBefore;

    /// <summary>Frames lost since the first delivered one.</summary>
    public long FramesLost { get; private set; }

    /// <summary>Whether the open frame is known to miss something.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>Whether decoding can start at the open frame. Set by the codec while the frame is open.</summary>
    public bool IsKeyFrame { get; set; }

    /// <summary>What the open frame holds so far.</summary>
    public ReadOnlySpan<byte> OpenFrame => _buffer is { } buffer ? buffer.Span : default;

    /// <summary>Packets are missing here: an open frame has a hole, inside or at its end.</summary>
    public void HandleGap()
    {
        if (_isOpen) _isBroken = _gapWhileOpen = true;
        else _gapWhileClosed = true;
    }

    /// <summary>
    /// Whether a packet with this timestamp belongs to the open frame. If not, the codec closes it first: one without a gap behind it is
    /// whole although its marker is missing (RFC 6184 §5.1 forbids to rely on the marker).
    /// </summary>
    public bool IsOpenAt(uint timestamp) => _isOpen && _timestamp == timestamp;

    /// <summary>Begins a frame.</summary>
    /// <param name="timestamp">RTP timestamp of its packets.</param>
    /// <param name="isStart">Whether the packet at hand is the frame's first one; if not the frame is lost already.</param>
    /// <param name="skippedFrames">
    /// How many frames the sender numbered between the last one and this, or null if it does not number them.
    /// </param>
    public void Open(uint timestamp, bool isStart, int? skippedFrames)
    {
        // Numbers jump without a gap when a server leaves out layers: that is no loss. Without numbers a gap that touches neither the
        // frame before nor this one hid at least one frame.
        if (_gapWhileClosed || _gapWhileOpen) CountLost(skippedFrames ?? (isStart && !_gapWhileOpen ? 1 : 0));
        _buffer ??= pool.Rent();
        _buffer.Clear();
        (_timestamp, _isOpen, _isBroken, IsKeyFrame) = (timestamp, true, !isStart, false);
        (_gapWhileOpen, _gapWhileClosed) = (false, false);
    }

    /// <summary>Adds bytes to the open frame.</summary>
    public DepacketizeStatus Append(ReadOnlySpan<byte> data)
    {
        if (_isBroken) return DepacketizeStatus.FrameLost;
        if (_buffer!.TryAppend(data)) return DepacketizeStatus.Ok;
        return Break(DepacketizeStatus.TooLarge);
    }

    /// <summary>Gives the open frame up and passes <paramref name="cause"/> through.</summary>
    public DepacketizeStatus Break(DepacketizeStatus cause)
    {
        _isBroken = true;
        return cause;
    }

    /// <summary>Ends the open frame, if there is one: delivers it if it is whole, counts it as lost if not.</summary>
    public void Close()
    {
        if (!_isOpen) return;
        _isOpen = false;
        if (_isBroken || _buffer!.Length == 0)
        {
            CountLost(1);
            return;
        }

        if (_finished.Count == MaxFinished) _finished.Dequeue().Dispose();
        _finished.Enqueue(_buffer.ToFrame(codec, IsKeyFrame, _timestamp, _timeline.ToTime(_timestamp), _lostBefore));
        _buffer = null;
        _lostBefore = 0;
        _deliveredAny = true;
    }

    /// <summary>Counts frames that were lost. Those before the first delivered one were never ours.</summary>
    public void CountLost(int frames)
    {
        if (!_deliveredAny) return;
        _lostBefore += frames;
        FramesLost += frames;
    }

    public bool TryTakeFrame([NotNullWhen(true)] out EncodedFrame? frame) => _finished.TryDequeue(out frame);
}
