using System.Text.Json.Serialization;

namespace OwtClient.Cli.Join.Events;

/// <summary>Something worth telling while <c>owt join</c> runs: one line of JSON, or a change on the terminal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(JoinedEvent), "joined")]
[JsonDerivedType(typeof(ParticipantEvent), "participant")]
[JsonDerivedType(typeof(StreamEvent), "stream")]
[JsonDerivedType(typeof(LayoutEvent), "layout")]
[JsonDerivedType(typeof(ActiveInputEvent), "activeInput")]
[JsonDerivedType(typeof(MuteEvent), "mute")]
[JsonDerivedType(typeof(PublishedEvent), "published")]
[JsonDerivedType(typeof(SubscribedEvent), "subscribed")]
[JsonDerivedType(typeof(StatsEvent), "stats")]
[JsonDerivedType(typeof(MessageEvent), "message")]
[JsonDerivedType(typeof(ReconnectingEvent), "reconnecting")]
[JsonDerivedType(typeof(ReconnectedEvent), "reconnected")]
[JsonDerivedType(typeof(InterruptedEvent), "interrupted")]
[JsonDerivedType(typeof(RestoredEvent), "restored")]
[JsonDerivedType(typeof(EndedEvent), "ended")]
[JsonDerivedType(typeof(ErrorEvent), "error")]
[JsonDerivedType(typeof(SummaryEvent), "summary")]
internal abstract record JoinEvent
{
    /// <summary>When it happened (UTC).</summary>
    public DateTimeOffset Time { get; init; }
}
