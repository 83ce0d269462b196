using OwtClient.WebRtc;

namespace OwtClient.Media.Matroska;

/// <summary>A track of a Matroska file, with what its blocks need to become frames.</summary>
internal sealed class MatroskaTrackEntry
{
    private const int WaveFormatBytes = 16;

    private MatroskaTrackEntry(MediaTrack track, TimeSpan defaultDuration, AvcConfiguration? avc)
    {
        (Track, DefaultDuration, Avc) = (track, defaultDuration, avc);
    }

    public MediaTrack Track { get; }

    /// <summary>How long a frame lasts; zero if not told.</summary>
    public TimeSpan DefaultDuration { get; }

    /// <summary>How the NAL units of H.264 are stored; null for other codecs.</summary>
    public AvcConfiguration? Avc { get; }

    /// <summary>Where the last frame of sound ended, for joining the next to it.</summary>
    public TimeSpan? LastEnd { get; set; }

    /// <summary>Reads a TrackEntry; null if the track cannot be played (unknown codec, compressed or encrypted, no number).</summary>
    public static MatroskaTrackEntry? TryParse(ReadOnlySpan<byte> content)
    {
        var fields = new Fields();
        var reader = new EbmlReader(content);
        while (reader.TryRead(out var id, out var value)) fields.Take(id, value);
        if (reader.IsMalformed || fields.IsEncoded || fields.Number is <= 0 or > int.MaxValue) return null;
        var codec = CodecOf(fields.CodecId, fields.CodecPrivate);
        if (codec == MediaCodec.Unknown) return null;
        AvcConfiguration? avc = null;
        if (codec == MediaCodec.H264 && !AvcConfiguration.TryParse(fields.CodecPrivate, out avc)) return null;
        var track = new MediaTrack((int)fields.Number, codec)
        {
            Width = (int)Math.Min(fields.Width, int.MaxValue),
            Height = (int)Math.Min(fields.Height, int.MaxValue),
            Channels = (int)Math.Min(fields.Channels, 255),
            CodecPrivate = fields.CodecPrivate,
        };
        if (track.Kind == MediaKind.Video) track = track with { Channels = 0 };
        return new MatroskaTrackEntry(track, new TimeSpan(Math.Min(fields.DefaultDuration, 10_000_000_000) / 100), avc);
    }

    private static MediaCodec CodecOf(string codecId, byte[] codecPrivate) => codecId switch
    {
        "V_VP8" => MediaCodec.Vp8,
        "V_VP9" => MediaCodec.Vp9,
        "V_MPEG4/ISO/AVC" => MediaCodec.H264,
        "A_OPUS" => MediaCodec.Opus,
        "A_MS/ACM" when codecPrivate.Length >= WaveFormatBytes => (codecPrivate[0] | (codecPrivate[1] << 8)) switch
        {
            6 => MediaCodec.Pcma, // WAVE_FORMAT_ALAW
            7 => MediaCodec.Pcmu, // WAVE_FORMAT_MULAW
            _ => MediaCodec.Unknown,
        },
        _ => MediaCodec.Unknown,
    };

    private struct Fields()
    {
        public long Number;
        public string CodecId = "";
        public byte[] CodecPrivate = [];
        public long DefaultDuration; // nanoseconds
        public long Width;
        public long Height;
        public long Channels = 1; // RFC 9559 §5.1.4.1.29.3
        public bool IsEncoded;

        public void Take(uint id, ReadOnlySpan<byte> value)
        {
            switch (id)
            {
                case MatroskaId.TrackNumber: Number = EbmlReader.ToUnsigned(value); break;
                case MatroskaId.CodecId: CodecId = EbmlReader.ToText(value); break;
                case MatroskaId.CodecPrivate: CodecPrivate = value.ToArray(); break;
                case MatroskaId.DefaultDuration: DefaultDuration = EbmlReader.ToUnsigned(value); break;
                case MatroskaId.ContentEncodings: IsEncoded = true; break;
                case MatroskaId.PixelWidth: Width = EbmlReader.ToUnsigned(value); break;
                case MatroskaId.PixelHeight: Height = EbmlReader.ToUnsigned(value); break;
                case MatroskaId.Channels: Channels = EbmlReader.ToUnsigned(value); break;
                case MatroskaId.Video or MatroskaId.Audio: TakeKind(value); break;
            }
        }

        private void TakeKind(ReadOnlySpan<byte> content)
        {
            var reader = new EbmlReader(content);
            while (reader.TryRead(out var id, out var value))
            {
                if (id is MatroskaId.PixelWidth or MatroskaId.PixelHeight or MatroskaId.Channels) Take(id, value);
            }
        }
    }
}
