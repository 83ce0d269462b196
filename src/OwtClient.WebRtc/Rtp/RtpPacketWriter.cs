using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtp;

/// <summary>Writes RTP packets into the caller's memory (RFC 3550 §5.1); the layout is drawn at <see cref="RtpPacketReader"/>.</summary>
internal static class RtpPacketWriter
{
    private const byte Version = 0x80; // V=2
    private const byte ExtensionBit = 0x10;
    private const byte MarkerBit = 0x80;

    /// <summary>Writes the fixed header and a finished extension block (from <see cref="HeaderExtensionWriter"/>, may be empty).</summary>
    /// <param name="destination">Receives the header; the payload goes right behind it.</param>
    /// <param name="header">The fields of the fixed header.</param>
    /// <param name="extension">The whole extension with its prologue, or empty.</param>
    /// <param name="headerLength">Bytes written.</param>
    /// <returns>False when the header does not fit; nothing usable was written then.</returns>
    public static bool TryWriteHeader(Span<byte> destination, in RtpHeader header, ReadOnlySpan<byte> extension, out int headerLength)
    {
        headerLength = RtpPacketReader.FixedHeaderLength + extension.Length;
        if (destination.Length < headerLength) return false;
        destination[0] = extension.IsEmpty ? Version : (byte)(Version | ExtensionBit);
        destination[1] = header.Marker ? (byte)(header.PayloadType.Value | MarkerBit) : header.PayloadType.Value;
        WriteUInt16BigEndian(destination[2..], header.SequenceNumber.Value);
        WriteUInt32BigEndian(destination[4..], header.Timestamp.Value);
        WriteUInt32BigEndian(destination[8..], header.Ssrc.Value);
        extension.CopyTo(destination[RtpPacketReader.FixedHeaderLength..]);
        return true;
    }

    /// <summary>Writes a whole packet; see <see cref="TryWriteHeader"/>.</summary>
    public static bool TryWrite(
        Span<byte> destination, in RtpHeader header, ReadOnlySpan<byte> extension, ReadOnlySpan<byte> payload, out int length)
    {
        length = 0;
        if (!TryWriteHeader(destination, header, extension, out var headerLength)) return false;
        if (destination.Length - headerLength < payload.Length) return false;
        payload.CopyTo(destination[headerLength..]);
        length = headerLength + payload.Length;
        return true;
    }
}
