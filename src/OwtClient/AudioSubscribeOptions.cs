using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>How sound is received.</summary>
public sealed record AudioSubscribeOptions
{
    /// <summary>
    /// Codecs to accept, most wanted first; empty (the default) for all. The order decides where the server can transcode.
    /// </summary>
    public IReadOnlyList<RtpCodec> Codecs { get; init; } = [];
}
