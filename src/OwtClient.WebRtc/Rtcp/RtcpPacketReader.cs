using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>One packet of a compound datagram: a view that <see cref="RtcpCompoundReader"/> has checked the framing of.</summary>
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P| count/F |      type     |  length in words, less one    |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                             body                              |
/// </code>
internal readonly ref struct RtcpPacketReader(RtcpPacketType type, byte count, ReadOnlySpan<byte> body)
{
    internal const int HeaderLength = 4; // bytes

    public RtcpPacketType Type { get; } = type;

    /// <summary>Number of reports or chunks; in feedback packets the <see cref="FeedbackFormat"/>.</summary>
    public byte Count { get; } = count;

    /// <summary>All behind the common header, without padding. A multiple of four bytes.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;

    public bool Is(RtcpPacketType type, byte format) => Type == type && Count == format;

    /// <summary>Reads the two sources every feedback packet begins with (RFC 4585 §6.1).</summary>
    /// <param name="sender">Who reports.</param>
    /// <param name="media">The stream it is about; 0 where the message names streams itself.</param>
    /// <param name="feedback">The feedback control information behind them.</param>
    public bool TryReadFeedback(out Ssrc sender, out Ssrc media, out ReadOnlySpan<byte> feedback)
    {
        (sender, media) = (default, default);
        feedback = default;
        if (Body.Length < 8) return false;
        sender = new Ssrc(ReadUInt32BigEndian(Body));
        media = new Ssrc(ReadUInt32BigEndian(Body[4..]));
        feedback = Body[8..];
        return true;
    }
}
