using OwtClient.IntegrationTests.Sdk;
using OwtClient.WebRtc;

namespace OwtClient.Conformance.Tests.Suite;

/// <summary>Sends numbered frames and checks that they arrive byte for byte.</summary>
internal static class FrameChecks
{
    public static RtpCodec Variant(MediaCodec codec) => codec switch
    {
        MediaCodec.Opus => RtpCodec.Opus,
        MediaCodec.Pcmu => RtpCodec.Pcmu,
        MediaCodec.Pcma => RtpCodec.Pcma,
        MediaCodec.Vp8 => RtpCodec.Vp8,
        MediaCodec.Vp9 => RtpCodec.Vp9,
        _ => RtpCodec.H264,
    };

    /// <summary>Sound fits a packet; pictures take one to six.</summary>
    public static int Size(MediaCodec codec, int index) => Variant(codec).Kind == MediaKind.Audio ? 160 : 200 + (index * 97);

    public static void Send(IRtpSender sender, MediaCodec codec, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var frame = TestFrames.Create(codec, i, Size(codec, i));
            Assert.True(sender.SendFrame(frame), $"frame {i}");
        }
    }

    /// <summary>Reads frames that were numbered from <paramref name="first"/> on.</summary>
    public static async Task ReadAsync(IRtpReceiver receiver, MediaCodec codec, int first, int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(PeerPair.Patience);
        var index = first;
        await foreach (var frame in receiver.ReadFramesAsync(patience.Token))
        {
            var expected = TestFrames.Create(codec, index, Size(codec, index));
            Assert.Equal((codec, expected.IsKeyFrame, 0), (frame.Codec, frame.IsKeyFrame, frame.FramesLostBefore));
            var isSame = frame.Data.Span.SequenceEqual(expected.Data.Span);
            Assert.True(isSame, $"frame {index}: {frame.Data.Length} bytes, sent {expected.Data.Length}");
            frame.Dispose();
            if (++index == first + count) return;
        }

        Assert.Fail($"The track ended before frame {index}.");
    }
}
