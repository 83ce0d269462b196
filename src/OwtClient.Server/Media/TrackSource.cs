using OwtClient.WebRtc;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.Server.Media;

/// <summary>One track of a publication: takes its packets and hands them to everybody who subscribed to it.</summary>
/// <remarks>
/// Packets come on the engine's receive thread, one at a time, and go out on it; nothing is allocated and nothing waits. The list of
/// subscribers is copied when it changes. A new video subscriber first gets what came since the newest key frame
/// (<see cref="KeyFrameCache"/>); only when there is none it waits for the next one, which is asked for.
/// </remarks>
internal sealed class TrackSource(string trackId, RtpCodec codec, Action requestKeyFrame, TimeProvider time) : IDisposable
{
    private readonly object _gate = new();
    private readonly KeyFrameCache _cache = new();
    private KeyFrameRequester _keyFrames;
    private Downlink[] _downlinks = [];
    private (int Width, int Height) _size;
    private bool _isPaused;
    private bool _droppedPackets; // while paused

    /// <summary>A key frame told a picture size that was not known before. Raised on the receive thread: hand on and return.</summary>
    public event Action<TrackSource, int, int>? ResolutionChanged;

    /// <summary>A packet that is handed on told how loud it is. Raised on the receive thread, with the time since any origin.</summary>
    public event Action<byte, TimeSpan>? LevelHeard;

    public string TrackId { get; } = trackId;

    public RtpCodec Codec { get; } = codec;

    /// <summary>Packets taken while nobody was to get them.</summary>
    public long DroppedPackets { get; private set; }

    private bool IsVideo => Codec.Kind == MediaKind.Video;

    /// <summary>Takes a packet of the publisher.</summary>
    public void HandlePacket(in ForwardedPacket packet)
    {
        var size = default((int Width, int Height));
        var startsKeyFrame = IsVideo && KeyFrameReader.StartsKeyFrame(Codec.Codec, packet.Payload, out size);
        if (startsKeyFrame && size.Width > 0 && size != _size)
        {
            _size = size;
            ResolutionChanged?.Invoke(this, size.Width, size.Height);
        }

        Downlink[] downlinks;
        TimeSpan now;
        lock (_gate)
        {
            if (_isPaused)
            {
                Drop();
                return;
            }

            now = time.GetElapsedTime(0);
            if (startsKeyFrame) _keyFrames.Satisfy();
            if (IsVideo) _cache.Add(packet, startsKeyFrame, now);
            downlinks = _downlinks;
            AskForKeyFrameLocked(now);
        }

        foreach (var downlink in downlinks) downlink.Forward(this, packet, startsKeyFrame);
        if (packet.AudioLevel is { } level) LevelHeard?.Invoke(level, now);
    }

    /// <summary>Adds a subscriber, which gets everything from the newest key frame on, or from the next one.</summary>
    public void Attach(Downlink downlink)
    {
        lock (_gate)
        {
            StartLocked(downlink);
            _downlinks = [.. _downlinks, downlink];
        }
    }

    /// <summary>Removes a subscriber.</summary>
    public void Detach(Downlink downlink)
    {
        lock (_gate) _downlinks = [.. _downlinks.Where(other => other != downlink)];
    }

    /// <summary>Begins anew for a subscriber that missed packets.</summary>
    public void Restart(Downlink downlink)
    {
        lock (_gate) StartLocked(downlink);
    }

    /// <summary>A subscriber cannot decode, or says so. Requests of all subscribers become one, and not too many of them.</summary>
    public void RequestKeyFrame()
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(0);
            _keyFrames.Request(new Instant(now));
            AskForKeyFrameLocked(now);
        }
    }

    /// <summary>Stops handing packets on. What comes meanwhile is not kept either: it was meant for nobody.</summary>
    public void Pause()
    {
        lock (_gate) _isPaused = true;
    }

    /// <summary>Hands packets on again. If some went by, video goes on with a key frame; if none did, nothing is missing.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (!_isPaused) return;
            _isPaused = false;
            if (!_droppedPackets) return;
            _droppedPackets = false;
            foreach (var downlink in _downlinks) StartLocked(downlink);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isPaused = true;
            _downlinks = [];
            _cache.Dispose();
        }
    }

    private void StartLocked(Downlink downlink)
    {
        downlink.Begin(this, waitsForKeyFrame: IsVideo);
        if (!IsVideo) return;
        for (var slot = 0; slot < _cache.End; slot++)
        {
            if (_cache.TryGet(slot, out var packet)) downlink.Forward(this, packet, startsKeyFrame: slot == 0);
        }

        if (_cache.IsUsable) return;
        var now = time.GetElapsedTime(0);
        _keyFrames.Request(new Instant(now));
        AskForKeyFrameLocked(now);
    }

    private void AskForKeyFrameLocked(TimeSpan now)
    {
        if (_keyFrames.TryTake(new Instant(now), repeat: true)) requestKeyFrame();
    }

    private void Drop()
    {
        DroppedPackets++;
        _droppedPackets = true;
        _cache.Clear();
    }
}
