using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Names of sources (RFC 3550 §6.5). Only CNAME is read and written.</summary>
internal static class SourceDescription
{
    internal const int MaxCnameLength = 255; // bytes
    private const byte EndOfItems = 0;
    private const byte CnameItem = 1;

    /// <summary>Finds the canonical name of <paramref name="source"/> (§6.5.1); a view into the packet, UTF-8.</summary>
    public static bool TryReadCname(in RtcpPacketReader packet, Ssrc source, out ReadOnlySpan<byte> cname)
    {
        cname = default;
        if (packet.Type != RtcpPacketType.SourceDescription) return false;
        var rest = packet.Body;
        for (var chunk = 0; chunk < packet.Count && rest.Length >= 4; chunk++)
        {
            var matches = ReadUInt32BigEndian(rest) == source.Value;
            var position = 4;
            while (position < rest.Length && rest[position] != EndOfItems)
            {
                if (position + 2 > rest.Length) return false;
                var (type, length) = (rest[position], rest[position + 1]);
                if (length > rest.Length - position - 2) return false; // claims more than was received
                if (matches && type == CnameItem)
                {
                    cname = rest.Slice(position + 2, length);
                    return true;
                }

                position += 2 + length;
            }

            rest = rest[Math.Min((position + 4) & ~3, rest.Length)..]; // one to four zero bytes end a chunk
        }

        return false;
    }

    /// <summary>Appends one chunk with the canonical name, at most <see cref="MaxCnameLength"/> bytes of UTF-8.</summary>
    public static bool TryWriteCname(ref RtcpWriter writer, Ssrc source, scoped ReadOnlySpan<byte> cname)
    {
        if (cname.Length > MaxCnameLength) return false;
        var length = (4 + 2 + cname.Length + 4) & ~3; // at least one zero byte behind the item
        if (!writer.TryBegin(RtcpPacketType.SourceDescription, 1, length, out var body)) return false;
        WriteUInt32BigEndian(body, source.Value);
        body[4] = CnameItem;
        body[5] = (byte)cname.Length;
        cname.CopyTo(body[6..]);
        return true;
    }
}
