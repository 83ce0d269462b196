using OwtClient.WebRtc;

namespace OwtClient.Server.Media;

/// <summary>What became of a section: its codec, or why it gets none.</summary>
internal sealed record SectionResult(RtpCodec? Codec, string? Refusal);
