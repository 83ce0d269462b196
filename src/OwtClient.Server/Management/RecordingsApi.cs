using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Recording;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Management;

/// <summary><c>/rooms/:room/recordings</c> (PROTOCOL §8.8): WebM or Matroska files on this machine.</summary>
/// <remarks>
/// Deviates from PROTOCOL §8.8: a refusal says why, since here the room is not behind an RPC that loses the reason. Nothing is
/// transcoded, so formats and parameters other than the source's are refused, and a source can be changed for one of the same codec only.
/// </remarks>
internal sealed class RecordingsApi(RecordingStore store, Func<string> host, TimeProvider time)
{
    /// <summary>How long an answer waits for the file; the client gives up after 15 s.</summary>
    private static readonly TimeSpan CompletionLimit = TimeSpan.FromSeconds(10);

    public ApiAnswer List(RoomController room) => ApiAnswer.OfJson(new JsonArray([.. room.Recordings.Select(Describe)]));

    public ApiAnswer Start(RoomController room, JsonElement body)
    {
        if (RecordingRequest.Read(body) is not { } request) return ApiAnswer.Failure(ApiFailure.BadRequest, "Bad request");
        var refusal = room.StartRecording(request.Tracks, request.Container, store, out var id);
        if (refusal is not null) return ApiAnswer.Failure(ApiFailure.Cluster, refusal);
        return room.Recordings.FirstOrDefault(recording => recording.Id == id) is { } started
            ? ApiAnswer.OfJson(Describe(started))
            : ApiAnswer.Failure(ApiFailure.Cluster, "Source stream loss"); // it ended as soon as it had begun
    }

    /// <summary>Changes sources. Deviates from PROTOCOL §8.8: parameters cannot be changed; the status never could.</summary>
    public ApiAnswer Change(RoomController room, string id, JsonElement body)
    {
        var update = new JsonObject();
        foreach (var operation in PatchOperation.ReadAll(body) ?? [])
        {
            if (operation.Op != "replace" || KindOf(operation.Path) is not { } kind) return ApiAnswer.OperationFailed();
            if (operation.Value.ValueKind != JsonValueKind.String) return ApiAnswer.OperationFailed();
            update[kind] = new JsonObject { ["from"] = operation.Value.GetString() };
        }

        if (update.Count == 0) return ApiAnswer.OperationFailed();
        var changed = room.ChangeRecording(id, JsonSerializer.SerializeToElement<JsonNode>(update));
        return changed is null ? ApiAnswer.OperationFailed() : ApiAnswer.OfJson(Describe(changed));
    }

    /// <summary>Answers when the file is complete.</summary>
    public async Task<ApiAnswer> StopAsync(RoomController room, string id)
    {
        if (room.StopRecording(id) is not { } recording) return ApiAnswer.OperationFailed();
        try
        {
            return await recording.Completion.WaitAsync(CompletionLimit, time).ConfigureAwait(false)
                ? ApiAnswer.Empty
                : ApiAnswer.Failure(ApiFailure.Cluster, "The recording could not be written to its end");
        }
        catch (TimeoutException)
        {
            return ApiAnswer.Failure(ApiFailure.Cluster, "The recording ended, its file is still being written");
        }
    }

    private static string? KindOf(string path) => path switch
    {
        "/media/audio/from" => "audio",
        "/media/video/from" => "video",
        _ => null,
    };

    private JsonObject Describe(RecordingInfo recording)
    {
        var media = new JsonObject();
        foreach (var (kind, from, format) in recording.Tracks)
        {
            var track = new JsonObject { ["from"] = from, ["status"] = "active" };
            if (format is not null) track["format"] = StreamInfo.Describe(format);
            media[kind == MediaKind.Audio ? "audio" : "video"] = track;
        }

        return new JsonObject
        {
            ["id"] = recording.Id,
            ["media"] = media,
            ["storage"] = new JsonObject { ["host"] = host(), ["file"] = recording.File },
        };
    }
}
