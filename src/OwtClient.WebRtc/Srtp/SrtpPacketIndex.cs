namespace OwtClient.WebRtc.Srtp;

/// <summary>The 48-bit packet index (rollover counter and sequence number) that a 16-bit sequence number stands for.</summary>
internal static class SrtpPacketIndex
{
    /// <summary>2^48: the first index that does not exist any more.</summary>
    public const ulong Limit = 1UL << 48;

    /// <summary>The index closest to the highest one seen (RFC 3711 §3.3.1 and appendix A).</summary>
    /// <remarks>May reach <see cref="Limit"/>; the caller checks.</remarks>
    public static ulong Estimate(ulong highest, ushort sequenceNumber)
    {
        var rollover = highest >> 16;
        var last = (ushort)highest;
        if (last < 0x8000)
        {
            // Deviates from RFC 3711 §3.3.1: there is nothing before rollover 0, so the guess is not -1 mod 2^32 but 0.
            if (sequenceNumber - last > 0x8000 && rollover > 0) rollover--;
        }
        else if (last - 0x8000 > sequenceNumber)
        {
            rollover++;
        }

        return rollover << 16 | sequenceNumber;
    }
}
