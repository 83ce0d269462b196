using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Frames;

/// <summary>Makes the packetizer and depacketizer of a codec.</summary>
internal static class PayloadFormats
{
    /// <summary>Smallest maximum payload size a packetizer works with: room for every descriptor and some data.</summary>
    internal const int MinPayloadBytes = 32;

    /// <summary>A packetizer, or null for a codec whose payload format is not known.</summary>
    /// <param name="codec">The negotiated codec.</param>
    /// <param name="random">Picks the first picture id (RFC 7741 §4.2: MAY start at a random value).</param>
    public static IPacketizer? CreatePacketizer(MediaCodec codec, IRandomSource random) => codec switch
    {
        MediaCodec.Vp8 => new Vp8Packetizer(RandomUInt16(random)),
        MediaCodec.Vp9 => new Vp9Packetizer(RandomUInt16(random)),
        MediaCodec.H264 => new H264Packetizer(),
        MediaCodec.Opus or MediaCodec.Pcmu or MediaCodec.Pcma => new AudioPacketizer(),
        _ => null,
    };

    /// <summary>A depacketizer, or null for a codec whose payload format is not known.</summary>
    /// <param name="codec">The codec of the payload type.</param>
    /// <param name="clockRate">RTP timestamp units per second.</param>
    /// <param name="pool">Where frames get their memory; may be shared by many.</param>
    public static IDepacketizer? CreateDepacketizer(MediaCodec codec, int clockRate, FramePool pool)
    {
        var frames = new FrameAssembler(codec, clockRate, pool);
        return codec switch
        {
            MediaCodec.Vp8 => new Vp8Depacketizer(frames),
            MediaCodec.Vp9 => new Vp9Depacketizer(frames),
            MediaCodec.H264 => new H264Depacketizer(frames),
            MediaCodec.Opus or MediaCodec.Pcmu or MediaCodec.Pcma => new AudioDepacketizer(frames),
            _ => null,
        };
    }

    private static ushort RandomUInt16(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[2];
        random.Fill(bytes);
        return BitConverter.ToUInt16(bytes);
    }
}
