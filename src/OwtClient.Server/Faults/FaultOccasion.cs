using OwtClient.Server.Rooms;

namespace OwtClient.Server.Faults;

/// <summary>Something that a fault can happen to.</summary>
/// <param name="Acts">The acts that are possible on it.</param>
/// <param name="Name">Name of the request or notification, as rules name it.</param>
/// <param name="ParticipantId">Whom it concerns, or null when nobody is known yet.</param>
/// <param name="User">Their user name, or null.</param>
/// <param name="Status">Status or action of a notification, or null.</param>
internal readonly record struct FaultOccasion(FaultActs Acts, string Name, string? ParticipantId, string? User, string? Status = null)
{
    public static FaultOccasion For(FaultActs acts, string name, Participant? participant, string? status = null) =>
        new(acts, name, participant?.Id, participant?.User, status);

    /// <summary>Whether a rule is meant for this.</summary>
    public bool Fits(FaultRule rule) =>
        (Acts & (FaultActs)(1 << (int)rule.Act)) != 0
        && (rule.Name is null || rule.Name == Name)
        && (rule.Status is null || rule.Status == Status)
        && (rule.Participant is null || rule.Participant == ParticipantId || rule.Participant == User);
}
