namespace OwtClient.Rest.Models;

/// <summary>Which video parameters the server may change.</summary>
public sealed record VideoParameterTranscoding(bool Resolution, bool Framerate, bool Bitrate, bool KeyFrameInterval);
