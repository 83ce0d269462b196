using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Frames;

/// <summary>
/// Growing memory for one frame, and the <see cref="EncodedFrame"/> that hands it out. Belongs to a <see cref="FramePool"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Disposing the frame means returning this buffer, which its receiver does.")]
internal sealed class FrameBuffer
{
    /// <summary>No frame grows beyond this; a picture of 8 MiB is far above any real one, and a peer must not choose our memory.</summary>
    internal const int MaxBytes = 8 << 20;

    private const int FirstBytes = 2048; // one packet: enough for audio
    private readonly FramePool _pool;
    private readonly EncodedFrame _frame;
    private readonly Action<EncodedFrame> _release;
    private byte[] _bytes = new byte[FirstBytes];

    internal FrameBuffer(FramePool pool)
    {
        _pool = pool;
        _frame = new EncodedFrame(MediaCodec.Unknown, default, default);
        _release = _ => _pool.Return(this);
    }

    /// <summary>Bytes appended so far.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes held, used or not.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>What was appended so far.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Copies <paramref name="data"/> to the end; false when the frame would become too large.</summary>
    public bool TryAppend(ReadOnlySpan<byte> data)
    {
        if (data.Length > MaxBytes - Length) return false;
        var needed = Length + data.Length;
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Min(MaxBytes, Math.Max(needed, _bytes.Length * 2)));
        data.CopyTo(_bytes.AsSpan(Length));
        Length = needed;
        return true;
    }

    /// <summary>Forgets what was appended; the memory stays.</summary>
    public void Clear() => Length = 0;

    /// <summary>The content as a frame; the buffer returns to its pool when that frame is disposed.</summary>
    public EncodedFrame ToFrame(MediaCodec codec, bool isKeyFrame, uint rtpTimestamp, TimeSpan timestamp, int framesLostBefore)
    {
        _frame.Codec = codec;
        _frame.IsKeyFrame = isKeyFrame;
        _frame.RtpTimestamp = rtpTimestamp;
        _frame.Timestamp = timestamp;
        _frame.FramesLostBefore = framesLostBefore;
        _frame.Rid = null;
        _frame.Attach(_bytes.AsMemory(0, Length), _release);
        return _frame;
    }
}
