namespace OwtClient.Media.Recording;

/// <summary>A frame on its way to the disk.</summary>
/// <param name="Track">Which track.</param>
/// <param name="Time">Milliseconds since the beginning of the recording.</param>
/// <param name="IsKeyFrame">Whether decoding can start here.</param>
/// <param name="Buffer">Rented memory with the data at its beginning; goes back to the pool once written.</param>
/// <param name="Length">Bytes of data.</param>
internal readonly record struct RecordedFrame(TrackHeader Track, long Time, bool IsKeyFrame, byte[] Buffer, int Length)
{
    public ReadOnlySpan<byte> Data => Buffer.AsSpan(0, Length);
}
