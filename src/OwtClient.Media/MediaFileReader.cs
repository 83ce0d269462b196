using System.Runtime.CompilerServices;
using OwtClient.Media.Matroska;
using OwtClient.Media.Readers;

namespace OwtClient.Media;

/// <summary>Reads the encoded frames of a media file: WebM and Matroska, IVF, Ogg Opus, or an H.264 byte stream (Annex B).</summary>
/// <remarks>
/// Holds one frame in memory at a time. Not thread-safe: one call after the other. A file that ends in the middle of a frame (a
/// recording cut off) ends before it, and <see cref="IsTruncated"/> tells.
/// </remarks>
public abstract class MediaFileReader : IAsyncDisposable
{
    private readonly ByteSource _source;

    private protected MediaFileReader(ByteSource source) => _source = source;

    /// <summary>The tracks that can be played, in the order of the file. Others are left out, with their frames.</summary>
    public IReadOnlyList<MediaTrack> Tracks { get; private protected set; } = [];

    /// <summary>How long the file plays, if its header tells.</summary>
    public TimeSpan? Duration { get; private protected set; }

    /// <summary>Whether the file ended in the middle of a frame. Known once all frames were read.</summary>
    public bool IsTruncated { get; private protected set; }

    /// <summary>Opens a file and reads its header. The format follows from the content, not from the name.</summary>
    /// <exception cref="MediaFormatException">The format is unknown, the header is malformed, or no track can be played.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<MediaFileReader> OpenAsync(
        string path, MediaFileReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        return await OpenStreamAsync(file, (options ?? new()) with { LeaveOpen = false }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the header of a file that begins at the stream's position.</summary>
    /// <param name="stream">
    /// Belongs to the reader, also when this fails, unless <see cref="MediaFileReaderOptions.LeaveOpen"/> says otherwise.
    /// </param>
    /// <param name="options">Limits, or null for the defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MediaFormatException">The format is unknown, the header is malformed, or no track can be played.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<MediaFileReader> OpenStreamAsync(
        Stream stream, MediaFileReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new MediaFileReaderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxFrameBytes, 1, nameof(options));
        if (options.ByteStreamFrameRate is not (> 0 and <= 1000))
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The frame rate must be above 0 and at most 1000.");
        }

        var source = new ByteSource(stream, options.LeaveOpen);
        try
        {
            var reader = await CreateAsync(source, options, cancellationToken).ConfigureAwait(false);
            await reader.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
            return reader;
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the next frame of any track, in the order of the file (for usual files that of time), or null at the end.</summary>
    /// <exception cref="MediaFormatException">The file is malformed here. Further calls are pointless.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public abstract ValueTask<MediaFrame?> ReadFrameAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads all frames from here to the end.</summary>
    /// <exception cref="MediaFormatException">The file is malformed; the frames before that place were delivered.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async IAsyncEnumerable<MediaFrame> ReadFramesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await ReadFrameAsync(cancellationToken).ConfigureAwait(false) is { } frame) yield return frame;
    }

    /// <summary>Goes back to the first frame.</summary>
    /// <exception cref="NotSupportedException">The stream cannot seek.</exception>
    public abstract void Rewind();

    /// <summary>Closes the file. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private protected abstract ValueTask ReadHeaderAsync(CancellationToken cancellationToken);

    private static async ValueTask<MediaFileReader> CreateAsync(
        ByteSource source, MediaFileReaderOptions options, CancellationToken cancellationToken)
    {
        var first = await source.PeekAsync(4, cancellationToken).ConfigureAwait(false);
        return first.Span switch
        {
            [0x1a, 0x45, 0xdf, 0xa3] => new MatroskaReader(source, options),
            [(byte)'D', (byte)'K', (byte)'I', (byte)'F'] => new IvfReader(source, options),
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S'] => new OggOpusReader(source, options),
            [0, 0, 1, _] or [0, 0, 0, 1] => new AnnexBFileReader(source, options),
            _ => throw new MediaFormatException(0, "Neither WebM or Matroska, IVF, Ogg nor an H.264 byte stream begins like this."),
        };
    }
}
