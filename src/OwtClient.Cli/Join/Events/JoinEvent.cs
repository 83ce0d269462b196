using System.Text.Json.Serialization;

namespace OwtClient.Cli.Join.Events;

/// <summary>Something worth telling while <c>owt join</c> runs: one line of JSON, or a change on the terminal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(JoinedEvent), "joined")]
[JsonDerivedType(typeof(ParticipantEvent), "participant")]
[JsonDerivedType(typeof(StreamEvent), "stream")]
[JsonDerivedType(typeof(PublishedEvent), "published")]
[JsonDerivedType(typeof(SubscribedEvent), "subscribed")]
[JsonDerivedType(typeof(StatsEvent), "stats")]
[JsonDerivedType(typeof(MessageEvent), "message")]
[JsonDerivedType(typeof(EndedEvent), "ended")]
[JsonDerivedType(typeof(ErrorEvent), "error")]
[JsonDerivedType(typeof(SummaryEvent), "summary")]
internal abstract record JoinEvent
{
    /// <summary>When it happened (UTC).</summary>
    public DateTimeOffset Time { get; init; }
}
