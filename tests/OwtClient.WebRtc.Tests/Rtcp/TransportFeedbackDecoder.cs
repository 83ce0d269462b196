using OwtClient.WebRtc.Rtcp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Tests.Rtcp;

/// <summary>Reads transport-wide feedback the plain way, from the draft alone.</summary>
internal static class TransportFeedbackDecoder
{
    /// <summary>Number and arrival in units of 250 µs (null: not received) of each packet told of.</summary>
    public static List<(ushort Number, long? Arrival)> Decode(ReadOnlySpan<byte> datagram, out byte count)
    {
        var packet = RtcpBytes.Single(datagram);
        Assert.True(packet.Is(RtcpPacketType.TransportFeedback, FeedbackFormat.TransportWide));
        Assert.True(packet.TryReadFeedback(out _, out _, out var feedback));
        var first = ReadUInt16BigEndian(feedback);
        var statuses = ReadUInt16BigEndian(feedback[2..]);
        var time = (long)(ReadUInt32BigEndian(feedback[4..]) >> 8) * 256;
        count = feedback[7];
        var symbols = new List<int>();
        var at = 8;
        for (; symbols.Count < statuses; at += 2)
        {
            var chunk = ReadUInt16BigEndian(feedback[at..]);
            if (chunk >> 15 == 0)
            {
                for (var i = 0; i < (chunk & 0x1fff); i++) symbols.Add(chunk >> 13);
            }
            else if (chunk >> 14 == 2)
            {
                for (var bit = 13; bit >= 0; bit--) symbols.Add(chunk >> bit & 1);
            }
            else
            {
                for (var bit = 12; bit >= 0; bit -= 2) symbols.Add(chunk >> bit & 3);
            }
        }

        var packets = new List<(ushort, long?)>();
        for (var i = 0; i < statuses; i++)
        {
            var number = (ushort)(first + i);
            if (symbols[i] == 0)
            {
                packets.Add((number, null));
                continue;
            }

            time += symbols[i] == 1 ? feedback[at] : ReadInt16BigEndian(feedback[at..]);
            at += symbols[i];
            packets.Add((number, time));
        }

        Assert.Equal(feedback.Length, (at + 3) & ~3);
        return packets;
    }
}
