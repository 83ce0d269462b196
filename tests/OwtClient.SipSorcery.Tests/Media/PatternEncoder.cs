using System.Buffers.Binary;
using SIPSorceryMedia.Abstractions;

namespace OwtClient.SipSorcery.Tests.Media;

/// <summary>"Encodes" pictures as frames that are VP8 as far as RTP looks at them: a frame header, and the picture's number.</summary>
internal sealed class PatternEncoder : IVideoEncoder
{
    public const int HeadLength = 10;
    private static readonly byte[] Head = [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01];
    private int _number;
    private volatile bool _needsKeyFrame = true;

    public List<VideoFormat> SupportedFormats { get; } = [new VideoFormat(VideoCodecsEnum.VP8, 96)];

    public byte[] EncodeVideo(int width, int height, byte[] sample, VideoPixelFormatsEnum pixelFormat, VideoCodecsEnum codec)
    {
        var frame = new byte[2000];
        Head.CopyTo(frame, 0);
        if (!_needsKeyFrame) frame[0] |= 1;
        _needsKeyFrame = false;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(HeadLength), _number++);
        return frame;
    }

    public void ForceKeyFrame() => _needsKeyFrame = true;

    public byte[] EncodeVideoFaster(RawImage rawImage, VideoCodecsEnum codec) => throw new NotSupportedException();

    public IEnumerable<VideoSample> DecodeVideo(byte[] encodedSample, VideoPixelFormatsEnum pixelFormat, VideoCodecsEnum codec) =>
        throw new NotSupportedException();

    public IEnumerable<RawImage> DecodeVideoFaster(byte[] encodedSample, VideoPixelFormatsEnum pixelFormat, VideoCodecsEnum codec) =>
        throw new NotSupportedException();

    public void Dispose()
    {
        // Holds nothing.
    }
}
