namespace OwtClient.Server.Rooms;

/// <summary>How much fits into a room.</summary>
/// <param name="Participants">Participants at once.</param>
/// <param name="Inputs">Published streams at once.</param>
/// <param name="SubscriptionsEach">Subscriptions of one participant at once.</param>
internal sealed record RoomLimits(int Participants, int Inputs, int SubscriptionsEach = 1000);
