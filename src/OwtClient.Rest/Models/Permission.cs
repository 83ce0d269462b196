namespace OwtClient.Rest.Models;

/// <summary>What a participant may do.</summary>
public sealed record Permission(MediaPermission Publish, MediaPermission Subscribe);
