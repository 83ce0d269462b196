using System.Buffers.Binary;
using System.Net;
using SIPSorceryMedia.Abstractions;

namespace OwtClient.SipSorcery.Tests.Media;

/// <summary>Takes the numbered pictures of a <see cref="PatternEncoder"/> until it has enough.</summary>
internal sealed class LookingSink(int pictures) : IVideoSink
{
    private readonly TaskCompletionSource<List<(int Number, bool IsKey, uint Timestamp)>> _seen =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(int Number, bool IsKey, uint Timestamp)> _pictures = [];

    public event VideoSinkSampleDecodedDelegate OnVideoSinkDecodedSample
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public event VideoSinkSampleDecodedFasterDelegate OnVideoSinkDecodedSampleFaster
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public Task<List<(int Number, bool IsKey, uint Timestamp)>> Seen => _seen.Task;

    public void GotVideoFrame(IPEndPoint remoteEndPoint, uint timestamp, byte[] payload, VideoFormat format)
    {
        if (_pictures.Count == pictures) return;
        _pictures.Add((BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(PatternEncoder.HeadLength)), (payload[0] & 1) == 0, timestamp));
        if (_pictures.Count == pictures) _seen.TrySetResult(_pictures);
    }

    public List<VideoFormat> GetVideoSinkFormats() => [new VideoFormat(VideoCodecsEnum.VP8, 96)];

    public void SetVideoSinkFormat(VideoFormat videoFormat)
    {
        // There is one only.
    }

    public Task StartVideoSink() => Task.CompletedTask;

    public Task CloseVideoSink() => Task.CompletedTask;

    public void GotVideoRtp(
        IPEndPoint remoteEndPoint, uint ssrc, uint seqnum, uint timestamp, int payloadID, bool marker, byte[] payload) =>
        throw new NotSupportedException();

    public void RestrictFormats(Func<VideoFormat, bool> filter) => throw new NotSupportedException();

    public Task PauseVideoSink() => throw new NotSupportedException();

    public Task ResumeVideoSink() => throw new NotSupportedException();
}
