using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using OwtClient.Server.Media;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Media;

/// <summary>The media side against real peer connections, over loopback: layers, views, speakers.</summary>
public sealed class MediaAgentTests : IMediaEvents, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PeerConnectionFactory _factory = new(new PeerConnectionFactoryOptions { LoopbackOnly = true });
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ConcurrentDictionary<string, MediaPeer> _peers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<object>> _reports = new();
    private readonly ConcurrentQueue<string> _log = new();
    private MediaAgent _agent = null!;
    private TimeSpan _at;

    public ValueTask InitializeAsync()
    {
        _stop.CancelAfter(Patience);
        _agent = new MediaAgent(this, _factory, NullLoggerFactory.Instance, TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers.Values) await peer.DisposeAsync();
        await _agent.DisposeAsync();
        await _factory.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task SimulcastLayers_AreTracksOfTheirOwn_AndEachIsForwardedToItsSubscriber()
    {
        var (publisher, sender) = Publisher("pub", new RtpEncoding("q"), new RtpEncoding("h"));
        sender.KeyFrameRequested += (_, rid) => Report($"key frame {rid}", true);
        await publisher.ConnectAsync(_stop.Token);
        var tracks = (IReadOnlyList<StreamTrack>)await ReportAsync("publication pub");

        Assert.Equal([("pub-0:q", "q"), ("pub-0:h", "h")], tracks.Select(track => (track.Id, track.Rid)));
        Send(sender, "q", isKey: true, width: 320);
        Send(sender, "h", isKey: true, width: 640);
        Assert.Equal("320x180", await ReportAsync("size pub-0:q"));
        Assert.Equal("640x180", await ReportAsync("size pub-0:h"));

        var high = await SubscribeAsync("high", "pub-0:h");
        await using var frames = high.ReadFramesAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
        Send(sender, "q", isKey: false, width: 0);
        var sent = Send(sender, "h", isKey: false, width: 0);

        Assert.True(await frames.MoveNextAsync());
        Assert.True(frames.Current.IsKeyFrame); // kept from before
        frames.Current.Dispose();
        Assert.True(await frames.MoveNextAsync());
        Assert.True(frames.Current.Data.Span.SequenceEqual(sent));
        frames.Current.Dispose();

        high.RequestKeyFrame();
        await ReportAsync("key frame h");
        Assert.False(_reports.ContainsKey("key frame q"));
    }

    [Fact]
    public async Task Switch_GoesOnWithAKeyFrameOfTheOther_AndContinuousNumbers()
    {
        var (first, firstSender) = Publisher("one");
        var (second, secondSender) = Publisher("two");
        await first.ConnectAsync(_stop.Token);
        await second.ConnectAsync(_stop.Token);
        await ReportAsync("publication one");
        await ReportAsync("publication two");
        Send(firstSender, null, isKey: true, width: 320);
        Send(secondSender, null, isKey: true, width: 640);
        await ReportAsync("size one-0");
        await ReportAsync("size two-0");

        var receiver = await SubscribeAsync("view", "one-0", isMixed: true);
        await using var frames = receiver.ReadFramesAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
        await AssertNextAsync(frames, isKey: true);
        var delta = Send(firstSender, null, isKey: false, width: 0);
        await AssertNextAsync(frames, isKey: false, delta);
        _agent.SwitchSource("view", MediaKind.Video, "two-0");
        await AssertNextAsync(frames, isKey: true);
        Send(firstSender, null, isKey: false, width: 0);
        var next = Send(secondSender, null, isKey: false, width: 0);
        await AssertNextAsync(frames, isKey: false, next);
        _agent.SwitchSource("view", MediaKind.Video, null);
        _agent.SwitchSource("view", MediaKind.Video, "one-0");
        await AssertNextAsync(frames, isKey: true);
    }

    [Fact]
    public async Task InputOfAnotherCodecThanTheSubscribers_IsNotForwarded()
    {
        var (vp8, vp8Sender) = Publisher("vp8");
        await vp8.ConnectAsync(_stop.Token);
        await ReportAsync("publication vp8");
        Send(vp8Sender, null, isKey: true, width: 320);
        await ReportAsync("size vp8-0");
        var receiver = await SubscribeAsync("view", "vp8-0", isMixed: true, codec: RtpCodec.H264);
        await using var frames = receiver.ReadFramesAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
        var (h264, h264Sender) = Publisher("h264", RtpCodec.H264);
        await h264.ConnectAsync(_stop.Token);
        await ReportAsync("publication h264");
        _agent.SwitchSource("view", MediaKind.Video, "h264-0");

        byte[] key = [0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x1e, 0xd9, 0, 0, 0, 1, 0x68, 0xce, 0x3c, 0x80, 0, 0, 0, 1, 0x65, 0x88, 0x84];
        using (var frame = new EncodedFrame(MediaCodec.H264, key, TimeSpan.Zero, isKeyFrame: true))
            Assert.True(h264Sender.SendFrame(frame));

        Assert.True(await frames.MoveNextAsync());
        Assert.Equal(MediaCodec.H264, frames.Current.Codec); // the first that comes is not VP8
        frames.Current.Dispose();
    }

    [Fact]
    public async Task WhoSpeaks_IsFoundByTheLevelsInThePackets()
    {
        var peer = new MediaPeer(_agent, _factory, "mic");
        _peers["mic"] = peer;
        var transceiver = peer.Connection.AddTransceiver(
            MediaKind.Audio, new TransceiverOptions { Direction = TransceiverDirection.SendOnly, Codecs = [RtpCodec.Opus], Mid = "0" });
        _agent.OpenPublication("mic", "mic", [new TrackRequest(MediaKind.Audio, "0")]);
        _agent.SetViewInputs(["mic"]);
        await peer.ConnectAsync(_stop.Token);
        await ReportAsync("publication mic");
        var speaks = ReportAsync("speaker mic");

        for (ushort i = 0; !speaks.IsCompleted; i++)
        {
            var packet = new RtpPacketToSend { SequenceNumber = i, Timestamp = i * 960u, AudioLevel = 20, Payload = new byte[40] };
            transceiver.Sender.SendPacket(packet);
            await Task.Yield();
        }

        await speaks;
    }

    void IMediaEvents.OnAnswer(string transportId, string sdp) => _peers[transportId].HandleAnswer(sdp);

    void IMediaEvents.OnTransportReady(string transportId) => _log.Enqueue($"transport {transportId}");

    void IMediaEvents.OnPublicationReady(string transportId, string sessionId, IReadOnlyList<StreamTrack> tracks) =>
        Report($"publication {sessionId}", tracks);

    void IMediaEvents.OnSubscriptionReady(string transportId, string sessionId, IReadOnlyList<RtpCodec> codecs) =>
        Report($"subscription {sessionId}", codecs);

    void IMediaEvents.OnSessionFailed(string transportId, string sessionId, string reason) => _stop.Cancel();

    void IMediaEvents.OnTransportClosed(string transportId) => _log.Enqueue($"closed {transportId}");

    void IMediaEvents.OnActiveSpeaker(string sessionId) => Report($"speaker {sessionId}", sessionId);

    void IMediaEvents.OnResolution(string sessionId, string trackId, int width, int height) =>
        Report($"size {trackId}", $"{width}x{height}");

    private void Report(string what, object value) => _reports.GetOrAdd(what, _ => NewReport()).TrySetResult(value);

    private Task<object> ReportAsync(string what) => _reports.GetOrAdd(what, _ => NewReport()).Task.WaitAsync(_stop.Token);

    private static TaskCompletionSource<object> NewReport() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (MediaPeer Peer, RtpSender Sender) Publisher(string id, params RtpEncoding[] encodings) =>
        Publisher(id, RtpCodec.Vp8, encodings);

    private (MediaPeer Peer, RtpSender Sender) Publisher(string id, RtpCodec codec, params RtpEncoding[] encodings)
    {
        var peer = new MediaPeer(_agent, _factory, id);
        _peers[id] = peer;
        var options = new TransceiverOptions
        {
            Direction = TransceiverDirection.SendOnly,
            Codecs = [codec],
            SendEncodings = encodings,
            Mid = "0",
        };
        var transceiver = peer.Connection.AddTransceiver(MediaKind.Video, options);
        _agent.OpenPublication(id, id, [new TrackRequest(MediaKind.Video, "0") { Source = "camera" }]);
        return (peer, transceiver.Sender);
    }

    private async Task<RtpReceiver> SubscribeAsync(string id, string trackId, bool isMixed = false, RtpCodec? codec = null)
    {
        var peer = new MediaPeer(_agent, _factory, id);
        _peers[id] = peer;
        codec ??= RtpCodec.Vp8;
        var options = new TransceiverOptions { Direction = TransceiverDirection.RecvOnly, Codecs = [codec], Mid = "0" };
        var transceiver = peer.Connection.AddTransceiver(MediaKind.Video, options);
        var source = new TrackChoice(trackId, trackId, isMixed ? null : codec);
        _agent.OpenSubscription(id, id, [new SubscribedTrack(MediaKind.Video, "0", source)]);
        await peer.ConnectAsync(_stop.Token);
        await ReportAsync($"subscription {id}");
        return transceiver.Receiver;
    }

    private byte[] Send(RtpSender sender, string? rid, bool isKey, int width)
    {
        byte[] head = isKey ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, (byte)width, (byte)(width >> 8), 180, 0] : [0x11, 0x02, 0x00]; // VP8
        byte[] data = [.. head, .. BitConverter.GetBytes(_at.Ticks)];
        using var frame = new EncodedFrame(MediaCodec.Vp8, data, _at += TimeSpan.FromMilliseconds(40), isKey);
        Assert.True(sender.SendFrame(frame, rid));
        return data;
    }

    private static async Task AssertNextAsync(IAsyncEnumerator<EncodedFrame> frames, bool isKey, byte[]? data = null)
    {
        Assert.True(await frames.MoveNextAsync());
        using var frame = frames.Current;
        Assert.Equal((isKey, 0), (frame.IsKeyFrame, frame.FramesLostBefore));
        if (data is not null) Assert.True(frame.Data.Span.SequenceEqual(data));
    }
}
