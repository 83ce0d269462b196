namespace OwtClient.Rest.Models;

/// <summary>Which notifications participants get.</summary>
/// <param name="ParticipantActivities">Joins and leaves.</param>
/// <param name="StreamChange">Streams added, changed and removed.</param>
public sealed record Notifying(bool ParticipantActivities, bool StreamChange);
