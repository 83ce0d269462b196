using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>How sound is received. Immutable; vary with <c>with</c>.</summary>
public sealed record AudioSubscribeOptions
{
    /// <summary>The stream whose sound it is, or null (the default) for the stream subscribed to.</summary>
    public RemoteStream? From { get; init; }

    /// <summary>
    /// Codecs to accept, most wanted first; empty (the default) for all. The order decides where the server can transcode.
    /// </summary>
    public IReadOnlyList<RtpCodec> Codecs { get; init; } = [];
}
