using OwtClient.WebRtc;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Media;

/// <summary>Takes the packets of a published section and hands each to the source of its simulcast layer.</summary>
internal sealed class UplinkSink(IReadOnlyList<(string? Rid, TrackSource Source)> sources) : IRtpPacketSink
{
    private readonly (string? Rid, TrackSource Source)[] _sources = [.. sources];

    public void HandlePacket(in ReceivedRtpPacket packet)
    {
        if (packet.Payload.IsEmpty) return; // padding that probes for bandwidth
        foreach (var (rid, source) in _sources)
        {
            if (rid is not null && !string.Equals(rid, packet.Rid, StringComparison.Ordinal)) continue;
            source.HandlePacket(new ForwardedPacket
            {
                Sequence = new SequenceNumber(packet.SequenceNumber),
                Timestamp = new RtpTimestamp(packet.Timestamp),
                Marker = packet.Marker,
                AudioLevel = packet.AudioLevel,
                Payload = packet.Payload,
            });
            return;
        }
    }
}
