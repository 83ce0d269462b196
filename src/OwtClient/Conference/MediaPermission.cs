namespace OwtClient.Conference;

/// <summary>Whether each kind of media is allowed.</summary>
public readonly record struct MediaPermission(bool Audio, bool Video);
