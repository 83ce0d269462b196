namespace OwtClient.WebRtc.Tests.Peer;

internal readonly record struct ReceivedFrame(byte[] Data, TimeSpan Timestamp, bool IsKeyFrame, string? Rid, int LostBefore);

/// <summary>Frames with random content that a VP8 (or any audio) depacketizer takes for real.</summary>
internal static class TestFrames
{
    /// <summary>VP8 frames; the first one is a key frame by its header (RFC 6386 §9.1: lowest bit clear), the others are not.</summary>
    public static List<byte[]> Create(int count, int seed, int maxBytes = 6000)
    {
        var random = new Random(seed);
        var frames = new List<byte[]>();
        for (var i = 0; i < count; i++) frames.Add(CreateOne(random, isKey: i == 0, random.Next(50, maxBytes)));
        return frames;
    }

    public static byte[] CreateOne(Random random, bool isKey, int bytes)
    {
        var frame = new byte[bytes];
        random.NextBytes(frame);
        frame[0] = (byte)(isKey ? frame[0] & 0xfe : frame[0] | 1);
        return frame;
    }

    public static async Task<List<ReceivedFrame>> ReadAsync(IRtpReceiver receiver, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var received = new List<ReceivedFrame>();
        await foreach (var frame in receiver.ReadFramesAsync(limit.Token))
        {
            using (frame) received.Add(new(frame.Data.ToArray(), frame.Timestamp, frame.IsKeyFrame, frame.Rid, frame.FramesLostBefore));
            if (received.Count == count) break;
        }

        return received;
    }
}
