using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Srtp;

/// <summary>The few fields of RTP and RTCP headers that protection depends on.</summary>
internal static class SrtpPacket
{
    /// <summary>The part of an RTCP packet that stays in the clear: the first header word and the sender's SSRC (RFC 3711 §3.4).</summary>
    public const int RtcpHeaderBytes = 8;

    private const int FixedRtpHeaderBytes = 12;

    /// <summary>Length of the RTP header with its contributing sources and extension: that part is authenticated, not encrypted.</summary>
    /// <returns>False if this is not version 2 or the header does not fit.</returns>
    public static bool TryReadRtpHeader(ReadOnlySpan<byte> packet, out int headerBytes, out uint ssrc, out ushort sequenceNumber)
    {
        (headerBytes, ssrc, sequenceNumber) = (0, 0, 0);
        if (packet.Length < FixedRtpHeaderBytes || packet[0] >> 6 != 2) return false;
        var length = FixedRtpHeaderBytes + 4 * (packet[0] & 0x0f);
        if ((packet[0] & 0x10) != 0)
        {
            if (packet.Length < length + 4) return false;
            length += 4 + 4 * ReadUInt16BigEndian(packet[(length + 2)..]);
        }

        if (packet.Length < length) return false;
        (headerBytes, ssrc, sequenceNumber) = (length, ReadUInt32BigEndian(packet[8..]), ReadUInt16BigEndian(packet[2..]));
        return true;
    }

    /// <returns>False if this is not version 2 or shorter than the header.</returns>
    public static bool TryReadRtcpHeader(ReadOnlySpan<byte> packet, out uint ssrc)
    {
        ssrc = 0;
        if (packet.Length < RtcpHeaderBytes || packet[0] >> 6 != 2) return false;
        ssrc = ReadUInt32BigEndian(packet[4..]);
        return true;
    }
}
