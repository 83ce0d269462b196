namespace OwtClient.Rest.Models;

/// <summary>What the server may transcode.</summary>
public sealed record Transcoding(bool Audio, VideoTranscoding Video);
