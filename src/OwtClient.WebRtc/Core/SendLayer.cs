using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Core;

/// <summary>One sent stream of a section: the only one, or a simulcast layer.</summary>
internal sealed class SendLayer(SendTrack track, SendStream stream, string? offeredRid)
{
    private MediaCodec? _codec;

    public SendTrack Track { get; } = track;

    public SendStream Stream { get; } = stream;

    /// <summary>Splits frames of the negotiated codec, or null for a codec whose packets can only be forwarded.</summary>
    public IPacketizer? Packetizer { get; private set; }

    public string? Rid => Stream.Options.Rid;

    /// <summary>The name the application gave it; the peer may have taken the stream without its name.</summary>
    public string? OfferedRid { get; } = offeredRid;

    /// <summary>Makes the packetizer anew when the codec is another; numbers inside its payloads go on otherwise.</summary>
    public void UseCodec(MediaCodec codec, IRandomSource random)
    {
        if (_codec == codec) return;
        _codec = codec;
        Packetizer = PayloadFormats.CreatePacketizer(codec, random);
    }
}
