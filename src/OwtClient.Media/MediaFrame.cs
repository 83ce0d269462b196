using OwtClient.WebRtc;

namespace OwtClient.Media;

/// <summary>A frame read from a file.</summary>
/// <param name="Track">The track it belongs to.</param>
/// <param name="Data">The encoded frame, H.264 in Annex B form. Belongs to the caller.</param>
/// <param name="Timestamp">Presentation time on the file's time line, which may begin anywhere.</param>
/// <param name="Duration">How long it lasts; zero where the file does not tell.</param>
/// <param name="IsKeyFrame">Whether decoding can start here. Always true for sound.</param>
public sealed record MediaFrame(MediaTrack Track, ReadOnlyMemory<byte> Data, TimeSpan Timestamp, TimeSpan Duration, bool IsKeyFrame)
{
    /// <summary>The frame in the form that local tracks take. Nothing is copied.</summary>
    public EncodedFrame ToEncodedFrame() => new(Track.Codec, Data, Timestamp, IsKeyFrame);
}
