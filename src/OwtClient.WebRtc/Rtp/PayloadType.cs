using System.Globalization;

namespace OwtClient.WebRtc.Rtp;

/// <summary>Names the encoding of a packet within a session, 0 to 127 (RFC 3550 §5.1).</summary>
internal readonly record struct PayloadType(byte Value)
{
    internal const byte MaxValue = 127;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
