using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Sources that leave (RFC 3550 §6.6). The reason text is neither read nor written.</summary>
internal readonly ref struct Goodbye
{
    private readonly ReadOnlySpan<byte> _sources;

    private Goodbye(ReadOnlySpan<byte> sources) => _sources = sources;

    public int Count => _sources.Length / 4;

    public Ssrc this[int index] => new(ReadUInt32BigEndian(_sources[(index * 4)..]));

    /// <summary>Reads a packet of type <see cref="RtcpPacketType.Goodbye"/>.</summary>
    public static bool TryRead(in RtcpPacketReader packet, out Goodbye goodbye)
    {
        goodbye = default;
        if (packet.Type != RtcpPacketType.Goodbye || packet.Body.Length < packet.Count * 4) return false;
        goodbye = new Goodbye(packet.Body[..(packet.Count * 4)]);
        return true;
    }

    /// <summary>Appends a packet that names at most 31 sources.</summary>
    public static bool TryWrite(ref RtcpWriter writer, scoped ReadOnlySpan<Ssrc> sources)
    {
        if (!writer.TryBegin(RtcpPacketType.Goodbye, sources.Length, sources.Length * 4, out var body)) return false;
        for (var i = 0; i < sources.Length; i++) WriteUInt32BigEndian(body[(i * 4)..], sources[i].Value);
        return true;
    }
}
