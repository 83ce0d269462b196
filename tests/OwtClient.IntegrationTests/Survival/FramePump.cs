using System.Buffers.Binary;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>A source: pushes numbered pictures into a track, each of them a key frame, until it is disposed.</summary>
internal sealed class FramePump : IAsyncDisposable
{
    private static readonly byte[] KeyFrame = [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]; // a VP8 header, 640 by 480
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _pushed;

    public FramePump(LocalVideoTrack track) => _loop = Task.Run(() => RunAsync(track));

    /// <summary>How many were pushed; the next has this number.</summary>
    public int Pushed => Volatile.Read(ref _pushed);

    public static int NumberOf(EncodedFrame frame) => BinaryPrimitives.ReadInt32BigEndian(frame.Data.Span[KeyFrame.Length..]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(LocalVideoTrack track)
    {
        using var ticks = new PeriodicTimer(Interval);
        try
        {
            for (var number = 0; await ticks.WaitForNextTickAsync(_stop.Token); number++)
            {
                var data = new byte[200];
                KeyFrame.CopyTo(data, 0);
                BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(KeyFrame.Length), number);
                track.SendFrame(new EncodedFrame(MediaCodec.Vp8, data, number * Interval, true));
                Volatile.Write(ref _pushed, number + 1);
            }
        }
        catch (OperationCanceledException)
        {
            // It has pumped enough.
        }
    }
}
