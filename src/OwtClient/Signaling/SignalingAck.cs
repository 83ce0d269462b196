using System.Text.Json;

namespace OwtClient.Signaling;

/// <summary>The answer to a request: the positional arguments of a Socket.IO ack, as they came.</summary>
/// <param name="Arguments">
/// Usually a status (<c>"ok"</c> or <c>"error"</c>) and at most one result. May be empty. Independent of any buffer.
/// </param>
public sealed record SignalingAck(IReadOnlyList<JsonElement> Arguments);
