namespace OwtClient.WebRtc.Streams;

/// <summary>Something the owner of an <see cref="RtpSession"/> should know; one of the two is set.</summary>
/// <param name="KeyFrameWanted">A receiver asks for a key frame of this stream.</param>
/// <param name="Ended">The source of this stream said goodbye.</param>
internal readonly record struct RtpSessionEvent(SendStream? KeyFrameWanted, ReceiveStream? Ended);
