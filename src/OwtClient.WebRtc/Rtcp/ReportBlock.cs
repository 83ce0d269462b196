using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>What a receiver says about one stream it gets (RFC 3550 §6.4.1).</summary>
/// <param name="Source">The stream it is about.</param>
/// <param name="FractionLost">Share lost since the report before, in 1/256.</param>
/// <param name="CumulativeLost">Packets lost since the beginning, 24 bits signed; duplicates can make it negative.</param>
/// <param name="ExtendedHighestSequence">Highest sequence number with the count of its wraps above it.</param>
/// <param name="Jitter">Interarrival jitter in clock units.</param>
/// <param name="LastSenderReport">Middle bits of the newest sender report's wall clock, 0 without one.</param>
/// <param name="DelaySinceLastSenderReport">16.16 fixed point seconds between receiving that and sending this.</param>
/// <code>
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                             SSRC                              |
/// | fraction lost |       cumulative number of packets lost       |
/// |           extended highest sequence number received           |
/// |                      interarrival jitter                      |
/// |                         last SR (LSR)                         |
/// |                   delay since last SR (DLSR)                  |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// </code>
internal readonly record struct ReportBlock(
    Ssrc Source,
    byte FractionLost,
    int CumulativeLost,
    uint ExtendedHighestSequence,
    uint Jitter,
    uint LastSenderReport,
    uint DelaySinceLastSenderReport)
{
    internal const int Length = 24; // bytes
    internal const int MaxLost = 0x7fffff;
    internal const int MinLost = -0x800000;

    /// <summary>Reads the block at the start of <paramref name="data"/>, which holds <see cref="Length"/> bytes at least.</summary>
    public static ReportBlock Read(ReadOnlySpan<byte> data) => new(
        new Ssrc(ReadUInt32BigEndian(data)),
        data[4],
        (ReadInt32BigEndian(data[4..]) << 8) >> 8, // the sign is in bit 23
        ReadUInt32BigEndian(data[8..]),
        ReadUInt32BigEndian(data[12..]),
        ReadUInt32BigEndian(data[16..]),
        ReadUInt32BigEndian(data[20..]));

    public void Write(Span<byte> destination)
    {
        WriteUInt32BigEndian(destination, Source.Value);
        WriteInt32BigEndian(destination[4..], (Math.Clamp(CumulativeLost, MinLost, MaxLost) & 0xffffff) | (FractionLost << 24));
        WriteUInt32BigEndian(destination[8..], ExtendedHighestSequence);
        WriteUInt32BigEndian(destination[12..], Jitter);
        WriteUInt32BigEndian(destination[16..], LastSenderReport);
        WriteUInt32BigEndian(destination[20..], DelaySinceLastSenderReport);
    }
}
