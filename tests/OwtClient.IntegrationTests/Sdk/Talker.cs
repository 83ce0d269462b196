using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Sdk;

/// <summary>A participant who sends sound and pictures in real time, whose frames are told from those of others by their size.</summary>
internal sealed class Talker : IAsyncDisposable
{
    private const byte Silence = 127; // RFC 6464 §3

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly LocalStream _stream = new(new LocalAudioTrack(), new LocalVideoTrack());
    private readonly CancellationTokenSource _stop = new();
    private readonly int _size;
    private Task _sending = Task.CompletedTask;
    private volatile byte _level = Silence;

    private Talker(ConferenceClient client, int size) => (Client, _size) = (client, size);

    public ConferenceClient Client { get; }

    public Publication Publication { get; private set; } = null!;

    /// <summary>Joins, publishes, and is silent.</summary>
    /// <param name="client">Who has joined; becomes the talker's own.</param>
    /// <param name="size">Bytes of each frame.</param>
    public static async Task<Talker> StartAsync(ConferenceClient client, int size)
    {
        var talker = new Talker(client, size);
        talker.Publication = await client.PublishAsync(talker._stream, cancellationToken: TestContext.Current.CancellationToken);
        talker._sending = talker.SendAsync();
        return talker;
    }

    /// <summary>Says how loud the talker is from now on, as RFC 6464 does: 0 is loudest.</summary>
    public void Speak(byte level) => _level = level;

    public void FallSilent() => _level = Silence;

    public bool IsFrom(EncodedFrame frame) => frame.Data.Length == _size;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Client.DisposeAsync();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        for (var index = 0; await timer.WaitForNextTickAsync(_stop.Token); index++)
        {
            _stream.Audio!.SendFrame(Sound(index));
            _stream.Video!.SendFrame(TestFrames.Create(MediaCodec.Vp8, index, _size));
        }
    }

    private EncodedFrame Sound(int index)
    {
        var plain = TestFrames.Create(MediaCodec.Opus, index, _size);
        return new EncodedFrame(plain.Codec, plain.Data, plain.Timestamp) { AudioLevel = _level };
    }
}
