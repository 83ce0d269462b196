namespace OwtClient.Protocol.Messages;

/// <summary>A picture size in pixels.</summary>
internal sealed record ResolutionMessage(int Width, int Height);
