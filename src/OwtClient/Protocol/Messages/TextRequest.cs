using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary><c>text</c> (PROTOCOL §4.1).</summary>
/// <param name="To"><c>all</c> or a participant.</param>
/// <param name="Message">Any JSON.</param>
internal sealed record TextRequest(string To, JsonElement Message);
