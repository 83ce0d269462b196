using OwtClient.Server.Recording;

namespace OwtClient.Server.Media;

/// <summary>Recordings: they are fed like subscriptions, without a transport.</summary>
internal sealed partial class MediaAgent
{
    private readonly Dictionary<string, RecordingSession> _recordings = [];

    public void OpenRecording(RecordingSession recording)
    {
        lock (_gate)
        {
            if (_disposed) return;
            _recordings.Add(recording.Id, recording);
        }

        recording.Start(FindSource);
    }

    private RecordingSession? FindRecording(string sessionId)
    {
        lock (_gate) return _recordings.GetValueOrDefault(sessionId);
    }

    private void CloseRecording(string sessionId)
    {
        RecordingSession? recording;
        lock (_gate) _recordings.Remove(sessionId, out recording);
        recording?.Close();
    }

    private void CloseRecordings()
    {
        RecordingSession[] recordings;
        lock (_gate) recordings = [.. _recordings.Values];
        foreach (var recording in recordings) recording.Close();
    }
}
