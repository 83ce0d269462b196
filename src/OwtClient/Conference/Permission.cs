namespace OwtClient.Conference;

/// <summary>What the own role allows, as the server said at joining. Later changes are not announced.</summary>
/// <param name="Publish">What may be published.</param>
/// <param name="Subscribe">What may be subscribed to.</param>
public sealed record Permission(MediaPermission Publish, MediaPermission Subscribe);
