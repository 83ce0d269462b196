using OwtClient.WebRtc;

namespace OwtClient.Media.Sources;

/// <summary>A sine wave at 8 kHz, coded by G.711.</summary>
internal sealed class ToneGenerator(MediaCodec codec, double frequencyHz, double level)
{
    internal const int FrameBytes = 160;
    private const int SamplesPerSecond = 8000;
    private readonly double _step = Math.Tau * frequencyHz / SamplesPerSecond;
    private double _phase;

    /// <summary>Loudness in decibels under overload (RFC 6464 §3): a sine wave is 3 dB quieter than its peak.</summary>
    public byte AudioLevel { get; } = (byte)Math.Clamp(Math.Round(-20 * Math.Log10(level / Math.Sqrt(2))), 0, 127);

    public static TimeSpan FrameDuration { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Writes the next samples, one byte each.</summary>
    public void Fill(Span<byte> frame)
    {
        foreach (ref var code in frame)
        {
            var sample = (short)Math.Round(Math.Sin(_phase) * level * short.MaxValue);
            code = codec == MediaCodec.Pcmu ? G711.EncodeMuLaw(sample) : G711.EncodeALaw(sample);
            _phase = (_phase + _step) % Math.Tau;
        }
    }
}
