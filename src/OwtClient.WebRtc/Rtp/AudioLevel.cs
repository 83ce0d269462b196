namespace OwtClient.WebRtc.Rtp;

/// <summary>The client-to-mixer audio level (RFC 6464 §3).</summary>
/// <param name="Level">Loudness in -dBov: 0 is the loudest, 127 is digital silence.</param>
/// <param name="VoiceActivity">Whether the sender believes the packet holds speech.</param>
internal readonly record struct AudioLevel(byte Level, bool VoiceActivity)
{
    internal const int Length = 1; // byte
    internal const byte Silence = 127; // -dBov
    private const byte VoiceBit = 0x80;

    /// <summary>The level of a sender that does not look for speech: all that is not digital silence may be some.</summary>
    public static AudioLevel Of(byte level) => new(level, VoiceActivity: level < Silence);

    public void Write(Span<byte> destination) => destination[0] = (byte)((VoiceActivity ? VoiceBit : 0) | Math.Min(Level, Silence));

    /// <summary>Reads the value of either form; the two-byte form may be longer (RFC 6464 §3).</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out AudioLevel level)
    {
        level = value.IsEmpty ? default : new AudioLevel((byte)(value[0] & ~VoiceBit), (value[0] & VoiceBit) != 0);
        return !value.IsEmpty;
    }
}
