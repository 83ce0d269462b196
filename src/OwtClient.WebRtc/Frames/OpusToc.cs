namespace OwtClient.WebRtc.Frames;

/// <summary>The first byte of an Opus packet: how long it plays, and whether in stereo (RFC 6716 §3.1, §3.2).</summary>
internal static class OpusToc
{
    private const int MaxSamples = 5760; // a packet holds at most 120 ms

    /// <summary>How long a packet plays, in samples at 48 kHz; false if it is empty, cut short or longer than 120 ms.</summary>
    public static bool TryGetSamples(ReadOnlySpan<byte> packet, out int samples)
    {
        samples = 0;
        if (packet.IsEmpty) return false;
        int frames;
        switch (packet[0] & 0x03) // c: frame count code
        {
            case 0: frames = 1; break;
            case 3 when packet.Length < 2: return false;
            case 3: frames = packet[1] & 0x3f; break;
            default: frames = 2; break;
        }

        samples = frames * SamplesPerFrame(packet[0] >> 3);
        return samples is > 0 and <= MaxSamples;
    }

    /// <summary>Whether the packet was encoded in stereo.</summary>
    public static bool IsStereo(ReadOnlySpan<byte> packet) => packet.Length > 0 && (packet[0] & 0x04) != 0;

    private static int SamplesPerFrame(int configuration) => configuration switch
    {
        < 12 => (configuration & 3) == 3 ? 2880 : 480 << (configuration & 3), // SILK: 10, 20, 40, 60 ms
        < 16 => 480 << (configuration & 1), // hybrid: 10, 20 ms
        _ => 120 << (configuration & 3), // CELT: 2.5, 5, 10, 20 ms
    };
}
