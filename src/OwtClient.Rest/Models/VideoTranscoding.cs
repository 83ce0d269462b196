namespace OwtClient.Rest.Models;

/// <summary>What the server may change about video.</summary>
public sealed record VideoTranscoding(bool Format, VideoParameterTranscoding Parameters);
