using OwtClient.WebRtc;

namespace OwtClient.Streams;

/// <summary>Encoded sound or pictures on their way out. A source pushes frames in; every publication of the track sends them.</summary>
/// <remarks>Thread-safe; frames are given one after another. Holds nothing that needs disposal.</remarks>
public abstract class LocalTrack
{
    private readonly object _gate = new();
    private TrackAttachment[] _attachments = []; // replaced, never changed: SendFrame reads it without the lock
    private long _framesSent;
    private int? _announcedLimit;

    private protected LocalTrack(MediaKind kind, MediaCodec codec, IReadOnlyList<string> rids)
    {
        Kind = kind;
        Codec = codec;
        Rids = rids;
    }

    /// <summary>The receiving side needs a key frame: a new subscriber came, or frames were lost. Never raised for sound.</summary>
    /// <remarks>
    /// Raised on a thread of the pool: when a receiver asks, when a publication of the track begins, when it is unmuted. A track with
    /// several publications may be asked from several threads at once. A source that cannot make a key frame ignores it.
    /// </remarks>
    public event EventHandler<KeyFrameRequestedEventArgs>? KeyFrameRequested;

    /// <summary><see cref="MaxBitsPerSecond"/> changed. Raised on a thread of the pool.</summary>
    public event EventHandler? MaxBitsPerSecondChanged;

    /// <summary>Sound or pictures.</summary>
    public MediaKind Kind { get; }

    /// <summary>The encoding of every frame.</summary>
    public MediaCodec Codec { get; }

    /// <summary>The simulcast layers by their rids, in order; empty for a track without layers, as those of sound are.</summary>
    public IReadOnlyList<string> Rids { get; }

    /// <summary>
    /// The bitrate that a source must not exceed, in bits per second: the smallest limit of the publications that live
    /// (<see cref="PublishOptions.MaxVideoBitsPerSecond"/>, <see cref="PublishOptions.MaxAudioBitsPerSecond"/>), or null without any.
    /// </summary>
    /// <remarks>
    /// Frames arrive here encoded, so that only their source can keep the limit: an encoder sets its rate by it. Nothing here drops,
    /// delays or re-encodes frames. With layers it is the limit of all of them together.
    /// </remarks>
    public int? MaxBitsPerSecond => Volatile.Read(ref _attachments).Min(attachment => attachment.MaxBitsPerSecond);

    /// <summary>Frames that at least one publication sent.</summary>
    public long FramesSent => Interlocked.Read(ref _framesSent);

    /// <summary>Whether a publication sends what is pushed in: published, connected and not muted.</summary>
    public bool IsLive => Array.Exists(Volatile.Read(ref _attachments), a => !a.IsPaused);

    /// <summary>Sends a frame through every publication of the track that is connected and not muted, on the calling thread.</summary>
    /// <param name="frame">Encoded with <see cref="Codec"/>. Its memory is not used after the call.</param>
    /// <returns>Whether at least one publication sent it.</returns>
    /// <exception cref="ArgumentException">
    /// The frame has another codec, its data is malformed, or the track has layers and the call names none.
    /// </exception>
    public bool SendFrame(EncodedFrame frame) => Send(frame, null);

    private protected bool Send(EncodedFrame frame, string? rid)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Codec != Codec) throw new ArgumentException($"The track carries {Codec}, the frame is {frame.Codec}.", nameof(frame));
        if (rid is null ? Rids.Count > 0 : !Rids.Contains(rid)) throw new ArgumentException(UnknownLayer(rid), nameof(rid));
        var sent = false;
        foreach (var attachment in Volatile.Read(ref _attachments))
        {
            if (!attachment.IsPaused) sent |= attachment.Sender.SendFrame(frame, rid);
        }

        if (sent) Interlocked.Increment(ref _framesSent);
        return sent;
    }

    internal void Attach(TrackAttachment attachment)
    {
        lock (_gate) _attachments = [.. _attachments, attachment];
        attachment.Sender.KeyFrameRequested += OnKeyFrameRequested;
    }

    internal void Detach(TrackAttachment attachment)
    {
        attachment.Sender.KeyFrameRequested -= OnKeyFrameRequested;
        lock (_gate) _attachments = [.. _attachments.Where(a => a != attachment)];
    }

    /// <summary>Asks the source for a key frame of every layer, as a receiver would.</summary>
    internal void RequestKeyFrame() => OnKeyFrameRequested(this, null);

    /// <summary>Tells the source when the limit is another than it knows.</summary>
    internal void AnnounceLimit()
    {
        lock (_gate)
        {
            var limit = MaxBitsPerSecond;
            if (_announcedLimit == limit) return;
            _announcedLimit = limit;
        }

        MaxBitsPerSecondChanged?.Invoke(this, EventArgs.Empty);
    }

    private string UnknownLayer(string? rid)
    {
        if (Rids.Count == 0) return $"The track has no layers, and the frame is for {rid}.";
        var layers = string.Join(", ", Rids);
        return rid is null ? $"The track has the layers {layers}: say for which the frame is." : $"There is no layer {rid}, but {layers}.";
    }

    private void OnKeyFrameRequested(object? sender, string? rid) => KeyFrameRequested?.Invoke(this, new KeyFrameRequestedEventArgs(rid));
}
