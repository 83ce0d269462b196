using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Sdk;

/// <summary>Frames that are well formed as far as RTP looks at them; what follows is noise.</summary>
internal static class TestFrames
{
    public static EncodedFrame Create(MediaCodec codec, int index, int size)
    {
        var isKey = index % 10 == 0 || codec is MediaCodec.Opus or MediaCodec.Pcmu or MediaCodec.Pcma;
        var random = new Random(index);
        byte[] head = codec switch
        {
            MediaCodec.Vp8 => isKey ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01] : [0x11, 0x02, 0x00],
            MediaCodec.Vp9 => isKey ? [0x82, 0x49, 0x83, 0x42, 0x00] : [0x86],
            MediaCodec.H264 => isKey
                ? [0, 0, 0, 1, 0x67, 0x42, 0xe0, 0x1f, 0xda, 0x02, 0x80, 0xf6, 0x80, 0, 0, 0, 1, 0x68, 0xce, 0x3c, 0x80, 0, 0, 0, 1, 0x65, 0x88]
                : [0, 0, 0, 1, 0x41, 0x9a], // a slice that begins with the first macroblock
            MediaCodec.Opus => [0x78],
            _ => [],
        };
        var data = new byte[size];
        for (var i = 0; i < size; i++) data[i] = i < head.Length ? head[i] : (byte)random.Next(1, 256); // no zeros: they could look like start codes
        var interval = codec is MediaCodec.Opus or MediaCodec.Pcmu or MediaCodec.Pcma ? 20 : 40;
        return new EncodedFrame(codec, data, TimeSpan.FromMilliseconds(index * interval), isKey);
    }
}
