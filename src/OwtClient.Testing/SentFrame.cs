using OwtClient.WebRtc;

namespace OwtClient.Testing;

/// <summary>A copy of a frame that a <see cref="FakeRtpSender"/> was given.</summary>
/// <param name="Codec">Its encoding.</param>
/// <param name="Data">Its bytes.</param>
/// <param name="Timestamp">Its time.</param>
/// <param name="IsKeyFrame">Whether decoding can start there.</param>
/// <param name="Rid">Simulcast layer, or null.</param>
public sealed record SentFrame(MediaCodec Codec, ReadOnlyMemory<byte> Data, TimeSpan Timestamp, bool IsKeyFrame, string? Rid)
{
    /// <summary>Its loudness (<see cref="EncodedFrame.AudioLevel"/>), or null.</summary>
    public byte? AudioLevel { get; init; }
}
