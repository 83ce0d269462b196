using OwtClient.Media.Sources;
using OwtClient.WebRtc;

namespace OwtClient.Media.Tests.Sources;

public class ToneSourceTests
{
    /// <summary>The ends and the middle of the tables 1 and 2 of G.711, scaled to 16 bits.</summary>
    [Theory]
    [InlineData(0xff, 0, 0xd5, 8)]
    [InlineData(0x80, 32124, 0xaa, 32256)]
    [InlineData(0x00, -32124, 0x2a, -32256)]
    public void Decode_GivesTheTablesValues(byte muLaw, short muLawValue, byte aLaw, short aLawValue)
    {
        Assert.Equal(muLawValue, G711.DecodeMuLaw(muLaw));
        Assert.Equal(aLawValue, G711.DecodeALaw(aLaw));
    }

    [Fact]
    public void EveryCode_IsTheCodeOfItsOwnValue()
    {
        for (var code = 0; code < 256; code++)
        {
            Assert.Equal(code, G711.EncodeALaw(G711.DecodeALaw((byte)code)));
            if (code != 0x7f) Assert.Equal(code, G711.EncodeMuLaw(G711.DecodeMuLaw((byte)code))); // 0x7f is a second zero
        }
    }

    [Fact]
    public void EverySample_GetsTheNearestCode()
    {
        for (int sample = short.MinValue; sample <= short.MaxValue; sample++)
        {
            var magnitude = Math.Abs(sample);
            var clipped = Math.Max(0, magnitude - 32635);
            Assert.InRange(Math.Abs(G711.DecodeMuLaw(G711.EncodeMuLaw((short)sample)) - sample), 0, ((magnitude + 132) >> 5) + 1 + clipped);
            Assert.InRange(Math.Abs(G711.DecodeALaw(G711.EncodeALaw((short)sample)) - sample), 0, Math.Max(8, (magnitude >> 5) + 1));
        }
    }

    [Theory]
    [InlineData(MediaCodec.Pcmu)]
    [InlineData(MediaCodec.Pcma)]
    public void Tone_HasItsPitchAndLevelAcrossFrames(MediaCodec codec)
    {
        var generator = new ToneGenerator(codec, 1000, 0.5);
        var samples = new List<double>();
        var frame = new byte[ToneGenerator.FrameBytes];
        for (var i = 0; i < 50; i++)
        {
            generator.Fill(frame);
            samples.AddRange(frame.Select(c => (double)(codec == MediaCodec.Pcmu ? G711.DecodeMuLaw(c) : G711.DecodeALaw(c))));
        }

        var (sine, cosine) = (0.0, 0.0);
        for (var i = 0; i < samples.Count; i++)
        {
            sine += samples[i] * Math.Sin(Math.Tau * i / 8);
            cosine += samples[i] * Math.Cos(Math.Tau * i / 8);
        }

        Assert.Equal(0.5 * short.MaxValue, 2 * sine / samples.Count, 200.0);
        Assert.Equal(0, 2 * cosine / samples.Count, 200.0);
    }

    /// <summary>A sine wave of full scale is at -3 dBov (RFC 6464 §3 with ITU-T P.56).</summary>
    [Theory]
    [InlineData(1, 3)]
    [InlineData(0.5, 9)]
    [InlineData(0.01, 43)]
    [InlineData(0, 127)]
    public void Tone_TellsHowLoudItIs(double level, byte expected) =>
        Assert.Equal(expected, new ToneGenerator(MediaCodec.Pcmu, 440, level).AudioLevel);

    [Fact]
    public async Task Frames_ComeEvery20Milliseconds()
    {
        var time = new JumpingTimeProvider();
        await using var source = new ToneSource(timeProvider: time);
        source.Start();
        while (source.FramesPlayed < 100) await Task.Yield();
        await source.StopAsync(TestContext.Current.CancellationToken);
        await source.Completion;
        Assert.InRange((time.Now / 20).TotalMilliseconds - source.FramesPlayed, -1, 0.0);
        Assert.Throws<InvalidOperationException>(source.Start);
    }

    [Fact]
    public void ArgumentsOutOfBounds_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ToneSource(MediaCodec.Opus));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ToneSource(frequencyHz: 4000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ToneSource(level: 1.1));
    }
}
