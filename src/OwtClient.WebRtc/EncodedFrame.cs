namespace OwtClient.WebRtc;

/// <summary>One encoded picture, or one packet of encoded sound: what tracks take and give.</summary>
/// <remarks>
/// A frame built by <see cref="EncodedFrame(MediaCodec, ReadOnlyMemory{byte}, TimeSpan, bool)"/> borrows the caller's memory: it must
/// stay unchanged until <c>SendFrame</c> returns, not longer. A received frame owns memory that <see cref="Dispose"/> hands back to
/// the engine for the next frame; a frame that is never disposed is collected like any object. Not thread-safe.
/// </remarks>
public sealed class EncodedFrame : IDisposable
{
    private ReadOnlyMemory<byte> _data;
    private Action<EncodedFrame>? _release;
    private bool _disposed;

    /// <summary>Wraps encoded data for sending. Nothing is copied.</summary>
    /// <param name="codec">The encoding of <paramref name="data"/>.</param>
    /// <param name="data">The whole frame. H.264 in Annex B form, with parameter sets before each IDR picture.</param>
    /// <param name="timestamp">Presentation time on the source's own time line; only differences matter. See <see cref="Timestamp"/>.</param>
    /// <param name="isKeyFrame">Whether decoding can start here. Always true for audio.</param>
    public EncodedFrame(MediaCodec codec, ReadOnlyMemory<byte> data, TimeSpan timestamp, bool isKeyFrame = true)
    {
        Codec = codec;
        _data = data;
        Timestamp = timestamp;
        IsKeyFrame = isKeyFrame;
    }

    /// <summary>The encoding of <see cref="Data"/>.</summary>
    public MediaCodec Codec { get; internal set; }

    /// <summary>The encoded bytes: one access unit of video, one codec packet of audio.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed and its memory handed back.</exception>
    public ReadOnlyMemory<byte> Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _data;
        }
    }

    /// <summary>
    /// Presentation time. Sent frames: on the source's time line, which may start anywhere. Received frames: since the first
    /// frame of the track, from the RTP timestamp with its wraps undone.
    /// </summary>
    public TimeSpan Timestamp { get; internal set; }

    /// <summary>Whether decoding can start here. Always true for audio.</summary>
    public bool IsKeyFrame { get; internal set; }

    /// <summary>
    /// Loudness of a frame of sound to be sent, in decibels under overload: 0 is the loudest, 127 digital silence; null (the default) tells
    /// none. Mixers and speaker detection go by it (RFC 6464). Null for received frames, and without effect on pictures.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is above 127.</exception>
    public byte? AudioLevel
    {
        get;
        init => field = value is null or <= Rtp.AudioLevel.Silence
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A level is 0 to 127.");
    }

    /// <summary>RTP timestamp of a received frame, in units of the codec's clock rate; 0 for a frame to be sent.</summary>
    public uint RtpTimestamp { get; internal set; }

    /// <summary>RID of the simulcast layer a received frame came on (RFC 8851), or null.</summary>
    public string? Rid { get; internal set; }

    /// <summary>How many frames of the track are known to be missing between the previous received frame and this one.</summary>
    public int FramesLostBefore { get; internal set; }

    /// <summary>Hands the memory of a received frame back. Idempotent; <see cref="Data"/> is unusable afterwards.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _data = default;
        var release = _release;
        _release = null;
        release?.Invoke(this);
    }

    /// <summary>Makes a (new or returned) frame live again with memory of its owner's pool.</summary>
    internal void Attach(ReadOnlyMemory<byte> data, Action<EncodedFrame>? release)
    {
        _data = data;
        _release = release;
        _disposed = false;
    }
}
