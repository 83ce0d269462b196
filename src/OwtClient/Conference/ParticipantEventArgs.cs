namespace OwtClient.Conference;

/// <summary>Somebody joined or left.</summary>
/// <param name="participant">Who.</param>
public sealed class ParticipantEventArgs(Participant participant) : EventArgs
{
    /// <summary>Who.</summary>
    public Participant Participant { get; } = participant;
}
