using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Media;

/// <summary>One track on its way to one subscriber.</summary>
/// <remarks>
/// Thread-safe: packets come on the receive threads of its sources, commands from the room. Its source may change; packets that another
/// than the current one still has in flight are turned away.
/// </remarks>
internal sealed class Downlink(PacketSender send, RtpRewriter rewriter, int clockRate, TimeProvider time)
{
    private readonly object _gate = new();
    private TrackSource? _source;
    private bool _waitsForKeyFrame;
    private bool _isPaused;
    private bool _missedPackets; // while paused

    /// <summary>The source it takes from, or null.</summary>
    public TrackSource? Source
    {
        get
        {
            lock (_gate) return _source;
        }
    }

    /// <summary>Takes from <paramref name="source"/> from now on; what it sends next continues what was sent before.</summary>
    /// <param name="source">The new source, or null for none.</param>
    /// <param name="waitsForKeyFrame">Whether to begin with a key frame only.</param>
    public void Begin(TrackSource? source, bool waitsForKeyFrame)
    {
        lock (_gate)
        {
            _source = source;
            _waitsForKeyFrame = waitsForKeyFrame;
            rewriter.StartRun();
        }
    }

    /// <summary>Sends a packet of <paramref name="source"/>, or lets it go: while paused, and before the first key frame.</summary>
    public void Forward(TrackSource source, in ForwardedPacket packet, bool startsKeyFrame)
    {
        lock (_gate)
        {
            if (_source != source) return;
            if (_isPaused)
            {
                _missedPackets = true;
                return;
            }

            if (_waitsForKeyFrame && !startsKeyFrame) return;
            _waitsForKeyFrame = false;
            var now = time.GetElapsedTime(0);
            if (rewriter.TryPlace(packet.Sequence, packet.Timestamp, now, clockRate, out var place))
                send(place.Sequence, place.Timestamp, packet);
        }
    }

    /// <summary>Stops sending.</summary>
    public void Pause()
    {
        lock (_gate) _isPaused = true;
    }

    /// <summary>Sends again.</summary>
    /// <returns>Whether packets went by meanwhile, so that the source has to begin anew for this subscriber.</returns>
    public bool Resume()
    {
        lock (_gate)
        {
            var missed = _missedPackets;
            (_isPaused, _missedPackets) = (false, false);
            return missed;
        }
    }
}
