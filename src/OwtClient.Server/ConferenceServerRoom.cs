namespace OwtClient.Server;

/// <summary>A room of a server at one moment.</summary>
/// <param name="Id">Its id, 24 hex characters.</param>
/// <param name="Name">The name it was asked for by.</param>
/// <param name="Participants">Who is in it.</param>
/// <param name="StreamIds">The streams that can be subscribed to.</param>
public sealed record ConferenceServerRoom(
    string Id, string Name, IReadOnlyList<ConferenceServerParticipant> Participants, IReadOnlyList<string> StreamIds)
{
    /// <summary>The publications and subscriptions of all participants, those that still connect as well.</summary>
    public IReadOnlyList<ConferenceServerSession> Sessions { get; init; } = [];
}
