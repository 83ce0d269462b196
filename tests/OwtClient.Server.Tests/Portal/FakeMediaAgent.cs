using System.Text.Json;
using OwtClient.Server.Media;
using OwtClient.Server.Recording;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Portal;

/// <summary>Writes down what a room asks of its media side; the test plays what the media side reports.</summary>
internal sealed class FakeMediaAgent(IMediaEvents events) : IMediaAgent
{
    public IMediaEvents Events { get; } = events;

    public IReadOnlyCollection<string> ViewInputs { get; private set; } = [];

    public List<string> Calls { get; } = [];

    public void OpenPublication(string transportId, string sessionId, IReadOnlyList<TrackRequest> tracks) =>
        Calls.Add($"publication {string.Join(' ', tracks.Select(track => $"{track.Kind}:{track.Mid}"))}");

    public void OpenSubscription(string transportId, string sessionId, IReadOnlyList<SubscribedTrack> tracks) =>
        Calls.Add($"subscription {string.Join(' ', tracks.Select(track => $"{track.Kind}:{track.Mid}"))}");

    public void OpenRecording(RecordingSession recording) => Calls.Add($"recording {recording.Id}");

    public void Signal(string transportId, JsonElement signaling) => Calls.Add($"signal {signaling.GetProperty("type")}");

    public void CloseSession(string sessionId) => Calls.Add($"close {sessionId}");

    public void CloseTransport(string transportId) => Calls.Add($"close transport {transportId}");

    public void SilenceTransport(string transportId) => Calls.Add($"silence {transportId}");

    public void SetPublicationActive(string sessionId, MediaKind kind, bool isActive) =>
        Calls.Add($"publication {kind} {(isActive ? "on" : "off")}");

    public void SetSubscriptionActive(string sessionId, MediaKind kind, bool isActive) =>
        Calls.Add($"subscription {kind} {(isActive ? "on" : "off")}");

    public void SwitchSource(string sessionId, MediaKind kind, string? trackId) => Calls.Add($"switch {kind} {trackId}");

    public void SetViewInputs(IReadOnlyCollection<string> sessionIds) => ViewInputs = sessionIds;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
