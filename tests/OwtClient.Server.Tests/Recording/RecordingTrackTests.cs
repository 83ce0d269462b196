using Microsoft.Extensions.Time.Testing;
using OwtClient.Media;
using OwtClient.Server.Media;
using OwtClient.Server.Recording;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Tests.Recording;

public sealed class RecordingTrackTests : IAsyncDisposable
{
    private static readonly byte[] Key = [0x10, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01, 0x07]; // VP8 key frame, 640×360
    private static readonly byte[] Delta = [0x10, 0x11, 0x02, 0x00, 0x07];

    private readonly FakeTimeProvider _time = new();
    private readonly WebMRecorder _recorder;
    private readonly WebMRecorderTrack _file;
    private readonly RecordingTrack _track;
    private readonly TrackSource _source;
    private int _keyFrameRequests;

    public RecordingTrackTests()
    {
        _recorder = new WebMRecorder(new MemoryStream(), new WebMRecorderOptions { TimeProvider = _time });
        _file = _recorder.AddTrack(MediaCodec.Vp8);
        _track = new RecordingTrack(RtpCodec.Vp8, _file, new FramePool(), _time);
        _source = new TrackSource("video", RtpCodec.Vp8, () => _keyFrameRequests++, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _track.Dispose();
        _source.Dispose();
        await _recorder.DisposeAsync();
    }

    [Fact]
    public void Recording_BeginsWithAKeyFrameThatIsAskedFor()
    {
        Send(1, Delta);
        _track.TakeFrom(_source);
        Assert.Equal(1, _keyFrameRequests);
        Send(2, Delta);
        Send(3, Key);
        Send(4, Delta);
        Assert.Equal(2, _file.FramesWritten);
    }

    [Fact]
    public void LostFrame_AsksForAKeyFrame()
    {
        _track.TakeFrom(_source);
        Send(1, Key);
        Send(2, Delta);
        var before = _keyFrameRequests;
        Send(4, Delta); // 3 never comes
        Assert.Equal(before, _keyFrameRequests);
        _time.Advance(TimeSpan.FromSeconds(1));
        Send(5, Delta);
        _time.Advance(TimeSpan.FromTicks(1)); // the request comes from a timer
        Assert.Equal(before + 1, _keyFrameRequests);
        Assert.Equal(4, _file.FramesWritten);
    }

    [Fact]
    public void AnotherSource_IsTakenFromItsKeyFrameOn()
    {
        using var other = new TrackSource("other", RtpCodec.Vp8, () => { }, _time);
        _track.TakeFrom(_source);
        Send(1, Key);
        _track.TakeFrom(other);
        Send(2, Delta); // of the former source: not for us any more
        Send(other, 7, Delta);
        Assert.Equal(1, _file.FramesWritten);
        Send(other, 8, Key);
        Send(other, 9, Delta);
        Assert.Equal(3, _file.FramesWritten);
    }

    [Fact]
    public void AfterTheEnd_NothingIsTaken()
    {
        _track.TakeFrom(_source);
        Send(1, Key);
        _track.Dispose();
        _track.Dispose();
        Send(2, Delta);
        Assert.Equal(1, _file.FramesWritten);
    }

    private void Send(ushort sequence, byte[] payload) => Send(_source, sequence, payload);

    private static void Send(TrackSource source, ushort sequence, byte[] payload) => source.HandlePacket(new ForwardedPacket
    {
        Sequence = new SequenceNumber(sequence), Timestamp = new RtpTimestamp((uint)(3600 * sequence)), Marker = true, Payload = payload,
    });
}
