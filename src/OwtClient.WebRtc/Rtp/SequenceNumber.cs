using System.Globalization;

namespace OwtClient.WebRtc.Rtp;

/// <summary>Sequence number of a packet: counts up by one and wraps at 2^16 (RFC 3550 §5.1).</summary>
/// <remarks>
/// Has no order of its own, only a distance to another: <c>a - b</c> is positive when <c>a</c> is the newer one. At exactly half the
/// circle neither is newer (RFC 1982 §3.2 leaves it undefined).
/// </remarks>
internal readonly record struct SequenceNumber(ushort Value)
{
    public bool IsNewerThan(SequenceNumber other) => this - other > 0;

    public static int operator -(SequenceNumber left, SequenceNumber right) => (short)(left.Value - right.Value);

    public static SequenceNumber operator +(SequenceNumber from, int by) => new((ushort)(from.Value + by));

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
