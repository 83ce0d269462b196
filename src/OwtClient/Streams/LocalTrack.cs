using OwtClient.WebRtc;

namespace OwtClient.Streams;

/// <summary>Encoded sound or pictures on their way out. A source pushes frames in; every publication of the track sends them.</summary>
/// <remarks>Thread-safe; frames are given one after another. Holds nothing that needs disposal.</remarks>
public abstract class LocalTrack
{
    private readonly object _gate = new();
    private TrackAttachment[] _attachments = []; // replaced, never changed: SendFrame reads it without the lock
    private long _framesSent;

    private protected LocalTrack(MediaKind kind, MediaCodec codec)
    {
        Kind = kind;
        Codec = codec;
    }

    /// <summary>The receiving side needs a key frame: a new subscriber came, or frames were lost. Never raised for sound.</summary>
    /// <remarks>
    /// Raised on a thread of the pool: when a receiver asks, when a publication of the track begins, when it is unmuted. A track with
    /// several
    /// publications may be asked from several threads at once. A source that cannot make a key frame ignores it.
    /// </remarks>
    public event EventHandler? KeyFrameRequested;

    /// <summary>Sound or pictures.</summary>
    public MediaKind Kind { get; }

    /// <summary>The encoding of every frame.</summary>
    public MediaCodec Codec { get; }

    /// <summary>Frames that at least one publication sent.</summary>
    public long FramesSent => Interlocked.Read(ref _framesSent);

    /// <summary>Whether a publication sends what is pushed in: published, connected and not muted.</summary>
    public bool IsLive => Array.Exists(Volatile.Read(ref _attachments), a => !a.IsPaused);

    /// <summary>Sends a frame through every publication of the track that is connected and not muted, on the calling thread.</summary>
    /// <param name="frame">Encoded with <see cref="Codec"/>. Its memory is not used after the call.</param>
    /// <returns>Whether at least one publication sent it.</returns>
    /// <exception cref="ArgumentException">The frame has another codec, or its data is malformed.</exception>
    public bool SendFrame(EncodedFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Codec != Codec) throw new ArgumentException($"The track carries {Codec}, the frame is {frame.Codec}.", nameof(frame));
        var sent = false;
        foreach (var attachment in Volatile.Read(ref _attachments))
        {
            if (!attachment.IsPaused) sent |= attachment.Sender.SendFrame(frame);
        }

        if (sent) Interlocked.Increment(ref _framesSent);
        return sent;
    }

    internal TrackAttachment Attach(IRtpSender sender, bool isPaused)
    {
        var attachment = new TrackAttachment(sender) { IsPaused = isPaused };
        lock (_gate) _attachments = [.. _attachments, attachment];
        sender.KeyFrameRequested += OnKeyFrameRequested;
        return attachment;
    }

    internal void Detach(TrackAttachment attachment)
    {
        attachment.Sender.KeyFrameRequested -= OnKeyFrameRequested;
        lock (_gate) _attachments = [.. _attachments.Where(a => a != attachment)];
    }

    /// <summary>Asks the source for a key frame, as a receiver would.</summary>
    internal void RequestKeyFrame() => KeyFrameRequested?.Invoke(this, EventArgs.Empty);

    private void OnKeyFrameRequested(object? sender, string? rid) => RequestKeyFrame();
}
