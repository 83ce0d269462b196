namespace OwtClient.Rest.Models;

/// <summary>Whether each kind of media is allowed.</summary>
public sealed record MediaPermission(bool Audio, bool Video);
