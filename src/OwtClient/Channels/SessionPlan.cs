using System.Text.Json;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>What a session is to be: its request and the media sections of its offer, which have to agree (PROTOCOL §5.8).</summary>
/// <param name="RequestName"><c>publish</c> or <c>subscribe</c>.</param>
/// <param name="RemovalName"><c>unpublish</c> or <c>unsubscribe</c>.</param>
/// <param name="Request">The request's argument.</param>
/// <param name="Direction">Send only or receive only: anything else confuses the server.</param>
/// <param name="Tracks">The media sections in order.</param>
internal sealed record SessionPlan(
    string RequestName, string RemovalName, JsonElement Request, TransceiverDirection Direction, IReadOnlyList<PlannedTrack> Tracks);
