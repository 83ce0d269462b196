using System.Buffers.Binary;
using System.Globalization;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Rtp;

/// <summary>Synchronisation source: names one stream of packets (RFC 3550 §3).</summary>
internal readonly record struct Ssrc(uint Value)
{
    /// <summary>Draws an identifier. Zero is left out: some peers take it for "not set".</summary>
    public static Ssrc Random(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[4];
        uint value;
        do
        {
            random.Fill(bytes);
            value = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        }
        while (value == 0);
        return new Ssrc(value);
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
