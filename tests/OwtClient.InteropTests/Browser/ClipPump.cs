using System.Diagnostics;
using OwtClient.Media;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.InteropTests.Browser;

/// <summary>Pushes the sample clip into two tracks at its own pace, over and over.</summary>
internal sealed class ClipPump : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public ClipPump() => _run = RunAsync(_stop.Token);

    public LocalAudioTrack Audio { get; } = new(MediaCodec.Opus);

    public LocalVideoTrack Video { get; } = new(MediaCodec.Vp8);

    public LocalStream Stream => new(Audio, Video);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        await using var reader = await MediaFileReader.OpenAsync(Path.Combine(AppContext.BaseDirectory, "clip.webm"), cancellationToken: CancellationToken.None);
        var clock = Stopwatch.StartNew();
        var start = TimeSpan.Zero;
        var end = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            if (await reader.ReadFrameAsync(CancellationToken.None) is not { } frame)
            {
                start = end;
                reader.Rewind();
                continue;
            }

            var due = start + frame.Timestamp;
            if (due - clock.Elapsed is { Ticks: > 0 } wait) await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var encoded = new EncodedFrame(frame.Track.Codec, frame.Data, due, frame.IsKeyFrame);
            (frame.Track.Kind == MediaKind.Audio ? (LocalTrack)Audio : Video).SendFrame(encoded);
            end = due + frame.Duration;
        }
    }
}
