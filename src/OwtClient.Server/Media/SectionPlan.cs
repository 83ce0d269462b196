using OwtClient.WebRtc;

namespace OwtClient.Server.Media;

/// <summary>What a media section of an offer is for, as the publish or subscribe request said.</summary>
/// <param name="SessionId">The publication or subscription it belongs to.</param>
/// <param name="Kind">Sound or pictures.</param>
/// <param name="IsPublished">Whether the client sends in it.</param>
/// <param name="Source">The codec a subscriber must get, or null in a publication.</param>
internal sealed record SectionPlan(string SessionId, MediaKind Kind, bool IsPublished, RtpCodec? Source);
