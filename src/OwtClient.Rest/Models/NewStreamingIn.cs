namespace OwtClient.Rest.Models;

/// <summary>Body of a streaming-in creation.</summary>
internal sealed record NewStreamingIn(StreamingInConnection Connection, StreamingInMedia Media, IReadOnlyDictionary<string, string>? Attributes);
