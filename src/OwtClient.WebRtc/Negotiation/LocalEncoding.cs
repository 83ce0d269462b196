namespace OwtClient.WebRtc.Negotiation;

/// <summary>One RTP stream this side may send in a section.</summary>
/// <param name="Rid">Simulcast layer, or null for the only stream.</param>
/// <param name="Ssrc">Its synchronisation source.</param>
internal sealed record LocalEncoding(string? Rid, uint Ssrc);
