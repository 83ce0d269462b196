using OwtClient.WebRtc;

namespace OwtClient.Streams;

/// <summary>Encoded pictures on their way out: one picture at a time, or the same one in several layers (simulcast).</summary>
public sealed class LocalVideoTrack : LocalTrack
{
    private const int MaxRidLength = 16; // fits the one-byte header extension (RFC 8285 §4.2)

    /// <summary>Makes a track.</summary>
    /// <param name="codec">The encoding of every frame, of every layer: VP8, VP9 or H.264.</param>
    /// <param name="source">Where the pictures come from; told to everybody.</param>
    /// <param name="rids">
    /// Null (the default) for one stream of pictures. Else the names of the simulcast layers, each a stream with the same pictures in a
    /// size and bitrate of its own: 1 to 16 letters, digits, <c>-</c> or <c>_</c> (RFC 8851 §10). Who subscribes without naming a layer gets the
    /// first; so does a server that knows no simulcast.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="codec"/> is not a codec for pictures, or a rid is malformed or there twice.
    /// </exception>
    public LocalVideoTrack(
        MediaCodec codec = MediaCodec.Vp8, VideoSource source = VideoSource.Camera, IReadOnlyList<string>? rids = null)
        : base(MediaKind.Video, Check(codec), Check(rids ?? [])) => Source = source;

    /// <summary>Where the pictures come from.</summary>
    public VideoSource Source { get; }

    /// <summary>Sends a frame of one layer, as <see cref="LocalTrack.SendFrame(EncodedFrame)"/> does for a track without.</summary>
    /// <param name="frame">Encoded with <see cref="LocalTrack.Codec"/>. Its memory is not used after the call.</param>
    /// <param name="rid">The layer: one of <see cref="LocalTrack.Rids"/>.</param>
    /// <returns>Whether at least one publication sent it; false for a layer that the server did not take.</returns>
    /// <exception cref="ArgumentException">The frame has another codec, its data is malformed, or there is no such layer.</exception>
    public bool SendFrame(EncodedFrame frame, string rid)
    {
        ArgumentNullException.ThrowIfNull(rid);
        return Send(frame, rid);
    }

    private static MediaCodec Check(MediaCodec codec) => codec is MediaCodec.Vp8 or MediaCodec.Vp9 or MediaCodec.H264
        ? codec
        : throw new ArgumentException($"{codec} is not a codec for pictures.", nameof(codec));

    private static string[] Check(IReadOnlyList<string> rids)
    {
        if (rids.FirstOrDefault(rid => !IsRid(rid)) is { } malformed)
        {
            throw new ArgumentException($"'{malformed}' cannot name a layer: 1 to 16 letters, digits, - or _ can.", nameof(rids));
        }

        return rids.Distinct(StringComparer.Ordinal).Count() == rids.Count
            ? [.. rids]
            : throw new ArgumentException("Two layers have the same rid.", nameof(rids));
    }

    private static bool IsRid(string rid) =>
        rid.Length is > 0 and <= MaxRidLength && rid.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
