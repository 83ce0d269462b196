using System.Buffers.Binary;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Media.Readers;

/// <summary>Ogg Opus (RFC 7845): the first Opus stream of the file; other streams, also chained ones, are passed over.</summary>
/// <remarks>
/// Times count the samples of the packets from zero. The pre-skip is left to the decoder: its packets are delivered, as they would be
/// sent over RTP.
/// </remarks>
internal sealed class OggOpusReader(ByteSource source, MediaFileReaderOptions options) : MediaFileReader(source)
{
    private const int OpusHeadBytes = 19; // channel mapping family 0
    private const int MaxPacketBytes = 61440; // RFC 7845 §6
    private readonly ByteSource _source = source;
    private readonly Queue<(byte[] Data, long Position)> _packets = [];
    private readonly MemoryStream _partial = new();
    private uint _serial;
    private long _firstPage;
    private long _samples;
    private int _tagPacketsLeft;

    public override async ValueTask<MediaFrame?> ReadFrameAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (!_packets.TryDequeue(out var packet))
            {
                if (!await ReadPageAsync(cancellationToken).ConfigureAwait(false)) return null;
                continue;
            }

            if (_tagPacketsLeft > 0)
            {
                _tagPacketsLeft--; // OpusTags (§5.2)
                continue;
            }

            if (!OpusToc.TryGetSamples(packet.Data, out var samples))
            {
                throw new MediaFormatException(packet.Position, "This page holds a malformed Opus packet.");
            }

            var timestamp = ToTime(_samples);
            _samples += samples;
            return new MediaFrame(Tracks[0], packet.Data, timestamp, ToTime(_samples) - timestamp, IsKeyFrame: true);
        }
    }

    public override void Rewind()
    {
        _source.Seek(_firstPage);
        _packets.Clear();
        _partial.SetLength(0);
        _samples = 0;
        _tagPacketsLeft = 1;
    }

    private protected override async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        while (await ReadAnyPageAsync(cancellationToken).ConfigureAwait(false) is { IsFirst: true } page)
        {
            if (!page.Body.Span.StartsWith("OpusHead"u8)) continue;
            ParseOpusHead(page);
            _serial = page.Serial;
            _firstPage = _source.Position;
            _tagPacketsLeft = 1;
            return;
        }

        throw new MediaFormatException(_source.Position, "The file has no Opus stream.");
    }

    private void ParseOpusHead(in OggPage page)
    {
        var head = page.Body.Span;
        if (head.Length < OpusHeadBytes) throw new MediaFormatException(page.Position, "The Opus identification header is cut short.");
        if (head[8] > 15) throw new MediaFormatException(page.Position, $"Opus version {head[8]} is not known."); // §5.1
        if (head[9] is 0 or > 2) throw new MediaFormatException(page.Position, $"Opus with {head[9]} channels cannot be sent over RTP.");
        Tracks = [new MediaTrack(1, MediaCodec.Opus) { Channels = head[9], CodecPrivate = head.ToArray() }];
    }

    private async ValueTask<bool> ReadPageAsync(CancellationToken cancellationToken)
    {
        OggPage? next;
        do
        {
            next = await ReadAnyPageAsync(cancellationToken).ConfigureAwait(false);
        }
        while (next is { } other && (other.Serial != _serial || other.IsFirst));
        if (next is not { } page) return false;
        SplitIntoPackets(page);
        return true;
    }

    private ValueTask<OggPage?> ReadAnyPageAsync(CancellationToken cancellationToken) =>
        OggPage.ReadAsync(_source, () => IsTruncated = true, cancellationToken);

    private void SplitIntoPackets(in OggPage page)
    {
        if (!page.Continues) _partial.SetLength(0); // the rest of a packet never came
        var skip = page.Continues && _partial.Length == 0; // its beginning never came
        var body = page.Body.Span;
        foreach (var size in page.Lacing.Span)
        {
            _partial.Write(body[..size]);
            body = body[size..];
            if (_partial.Length > Math.Min(MaxPacketBytes, options.MaxFrameBytes))
            {
                throw new MediaFormatException(page.Position, "A packet is out of bounds.");
            }

            if (size == 255) continue;
            if (!skip) _packets.Enqueue((_partial.ToArray(), page.Position));
            skip = false;
            _partial.SetLength(0);
        }
    }

    private static TimeSpan ToTime(long samples) => new((long)(samples * (Int128)TimeSpan.TicksPerSecond / 48000));
}
