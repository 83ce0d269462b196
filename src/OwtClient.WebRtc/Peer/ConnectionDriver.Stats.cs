using OwtClient.WebRtc.Core;

namespace OwtClient.WebRtc.Peer;

/// <summary>Snapshots of the counters.</summary>
internal sealed partial class ConnectionDriver
{
    public TransportStats GetTransportStats()
    {
        lock (_gate) return _core.GetTransportStats();
    }

    public void AddStats(SendTrack track, List<OutboundRtpStats> stats)
    {
        lock (_gate)
        {
            foreach (var layer in track.Layers) stats.Add(layer.Stream.GetStats(track.Codec?.Codec));
        }
    }

    /// <param name="track">The receiving half of a section.</param>
    /// <param name="framesDropped">Complete frames that nobody read in time.</param>
    /// <param name="stats">Where one entry per received stream goes.</param>
    public void AddStats(ReceiveTrack track, long framesDropped, List<InboundRtpStats> stats)
    {
        lock (_gate)
        {
            foreach (var layer in track.Layers)
            {
                if (layer.Stream.Ssrc is null) continue;
                stats.Add(layer.Stream.GetStats(track.CodecOf(layer)) with
                {
                    FramesLost = layer.Reader.FramesLost,
                    FramesDropped = framesDropped,
                    FrameWidth = layer.Reader.PictureSize.Width,
                    FrameHeight = layer.Reader.PictureSize.Height,
                });
            }
        }
    }

    public RtpCodec? GetCodec(ReceiveTrack track)
    {
        lock (_gate) return track.CurrentCodec;
    }
}
