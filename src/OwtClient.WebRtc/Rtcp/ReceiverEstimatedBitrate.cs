using System.Numerics;
using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Bandwidth that a receiver believes to have, for all its streams together (draft-alvestrand-rmcat-remb-03 §2.2).</summary>
/// <param name="Sender">Who reports.</param>
/// <param name="BitsPerSecond">The estimate, saturated at the largest <see cref="long"/>.</param>
/// <code>
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |              unique identifier 'R' 'E' 'M' 'B'                |
/// |  number SSRC  | exponent  |            mantissa               |
/// |                       SSRC feedback ...                       |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// </code>
internal readonly record struct ReceiverEstimatedBitrate(Ssrc Sender, long BitsPerSecond)
{
    private const uint Identifier = 0x52454D42; // "REMB"
    private const int MantissaBits = 18;
    private const int FixedLength = 8; // bytes of feedback control information before the sources

    public static bool TryRead(in RtcpPacketReader packet, out ReceiverEstimatedBitrate estimate)
    {
        estimate = default;
        if (!packet.Is(RtcpPacketType.PayloadFeedback, FeedbackFormat.ApplicationLayer)) return false;
        if (!packet.TryReadFeedback(out var sender, out _, out var feedback) || feedback.Length < FixedLength) return false;
        if (ReadUInt32BigEndian(feedback) != Identifier) return false;
        var word = ReadUInt32BigEndian(feedback[4..]);
        if (feedback.Length < FixedLength + ((int)(word >> 24) * 4)) return false;
        var exponent = (int)(word >> MantissaBits & 0x3f);
        long mantissa = word & ((1 << MantissaBits) - 1);
        var fits = mantissa == 0 || BitOperations.Log2((ulong)mantissa) + exponent < 63;
        estimate = new ReceiverEstimatedBitrate(sender, fits ? mantissa << exponent : long.MaxValue);
        return true;
    }

    /// <summary>Appends the estimate for <paramref name="sources"/>, rounded down to what 18 significant bits hold.</summary>
    public bool TryWrite(ref RtcpWriter writer, scoped ReadOnlySpan<Ssrc> sources)
    {
        const RtcpPacketType type = RtcpPacketType.PayloadFeedback;
        if (sources.Length > byte.MaxValue) return false;
        var length = FixedLength + (sources.Length * 4);
        if (!writer.TryBeginFeedback(type, FeedbackFormat.ApplicationLayer, Sender, default, length, out var feedback)) return false;
        var bits = Math.Max(BitsPerSecond, 0);
        var exponent = Math.Max(0, BitOperations.Log2((ulong)bits | 1) + 1 - MantissaBits);
        WriteUInt32BigEndian(feedback, Identifier);
        WriteUInt32BigEndian(feedback[4..], (uint)sources.Length << 24 | (uint)exponent << MantissaBits | (uint)(bits >> exponent));
        for (var i = 0; i < sources.Length; i++) WriteUInt32BigEndian(feedback[(FixedLength + (i * 4))..], sources[i].Value);
        return true;
    }
}
