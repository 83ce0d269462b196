using OwtClient.Media.Matroska;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Media.Recording;

/// <summary>Writes the TrackEntry of one track (RFC 9559 §5.1.4), with room for what only the first key frame tells.</summary>
internal sealed class TrackHeader(int number, MediaCodec codec)
{
    private const int AvcPrivateRoomBytes = 1024; // avcC of usual encoders takes about 50 bytes
    private const int OpusSeekPreRollNanoseconds = 80_000_000; // RFC 9559's codec registry, for A_OPUS
    private readonly EbmlWriter _unknownSize = MakeVideo(0, 0);

    /// <summary>Number of the track in blocks.</summary>
    public int Number => number;

    public MediaCodec Codec => codec;

    public bool IsVideo => codec is MediaCodec.Vp8 or MediaCodec.Vp9 or MediaCodec.H264;

    /// <summary>WebM allows VP8, VP9 and Opus only.</summary>
    public bool IsWebM => codec is MediaCodec.Vp8 or MediaCodec.Vp9 or MediaCodec.Opus;

    /// <summary>
    /// Where the room for the picture size, then for H.264's private data, begins: bytes from the beginning of the entry.
    /// </summary>
    public int RoomOffset { get; private set; }

    /// <summary>Writes the entry.</summary>
    public EbmlWriter MakeEntry()
    {
        var content = new EbmlWriter();
        content.Unsigned(MatroskaId.TrackNumber, number);
        content.Unsigned(MatroskaId.TrackUid, number);
        content.Unsigned(MatroskaId.TrackType, IsVideo ? 1 : 2);
        content.Unsigned(MatroskaId.FlagLacing, 0);
        content.Text(MatroskaId.CodecId, CodecId);
        if (IsVideo)
        {
            RoomOffset = content.Length;
            content.Raw(_unknownSize.Written.Span);
            if (codec == MediaCodec.H264) content.Void(AvcPrivateRoomBytes);
        }
        else
        {
            content.Binary(MatroskaId.CodecPrivate, codec == MediaCodec.Opus ? OpusHead : WaveFormat);
            if (codec == MediaCodec.Opus) content.Unsigned(MatroskaId.SeekPreRoll, OpusSeekPreRollNanoseconds);
            content.Master(MatroskaId.Audio, MakeAudio());
        }

        var entry = new EbmlWriter();
        entry.Master(MatroskaId.TrackEntry, content);
        RoomOffset += entry.Length - content.Length;
        return entry;
    }

    /// <summary>What to put at <see cref="RoomOffset"/> now that a key frame is here; null if it does not tell what is needed.</summary>
    public EbmlWriter? FillRoom(ReadOnlySpan<byte> keyFrame)
    {
        if (!TryGetSize(keyFrame, out var width, out var height)) return null;
        var room = MakeVideo(width, height);
        if (codec != MediaCodec.H264) return room;
        if (!AvcConfiguration.TryBuild(keyFrame, out var record) || record.Length > AvcPrivateRoomBytes / 2) return null;
        var before = room.Length;
        room.Binary(MatroskaId.CodecPrivate, record);
        room.Void(AvcPrivateRoomBytes - (room.Length - before));
        return room;
    }

    private string CodecId => codec switch
    {
        MediaCodec.Vp8 => "V_VP8",
        MediaCodec.Vp9 => "V_VP9",
        MediaCodec.H264 => "V_MPEG4/ISO/AVC",
        MediaCodec.Opus => "A_OPUS",
        _ => "A_MS/ACM",
    };

    /// <summary>
    /// Two channels whatever the packets hold, as in RTP; no pre-skip, since the recording starts in the middle of a stream.
    /// </summary>
    private static byte[] OpusHead => [.. "OpusHead"u8, 1, 2, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0];

    /// <summary>WAVEFORMATEX of G.711: 8 kHz, one channel, eight bits.</summary>
    private byte[] WaveFormat => [(byte)(codec == MediaCodec.Pcma ? 6 : 7), 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0, 0, 0];

    private EbmlWriter MakeAudio()
    {
        var audio = new EbmlWriter();
        audio.Float(MatroskaId.SamplingFrequency, codec == MediaCodec.Opus ? 48000 : 8000);
        audio.Unsigned(MatroskaId.Channels, codec == MediaCodec.Opus ? 2 : 1);
        return audio;
    }

    private static EbmlWriter MakeVideo(int width, int height)
    {
        var size = new EbmlWriter();
        size.Unsigned(MatroskaId.PixelWidth, width, minBytes: 2);
        size.Unsigned(MatroskaId.PixelHeight, height, minBytes: 2);
        var video = new EbmlWriter();
        video.Master(MatroskaId.Video, size);
        return video;
    }

    /// <summary>A size that the file's header has room for.</summary>
    private bool TryGetSize(ReadOnlySpan<byte> keyFrame, out int width, out int height)
    {
        var isKnown = PictureSize.TryRead(codec, keyFrame, out var size);
        (width, height) = size;
        return isKnown && width <= ushort.MaxValue && height <= ushort.MaxValue;
    }
}
