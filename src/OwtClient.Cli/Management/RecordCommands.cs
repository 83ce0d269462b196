using System.CommandLine;
using OwtClient.Rest.Models;

namespace OwtClient.Cli.Management;

/// <summary><c>owt record</c> and <c>owt stream-out</c>.</summary>
internal static class RecordCommands
{
    public static Command Create() => new("record", "Record streams on the server.") { Start(), Stop(), List() };

    public static Command CreateStreamOut()
    {
        var (room, audio, video) = Sources();
        var url = new Argument<string>("url") { Description = "Where to, for example rtmp://…" };
        return ManagementVerb.Create("stream-out", "Send a stream out of a room.", [room, url, audio, video], async (api, parsed, cancellationToken) =>
        {
            var media = MediaOf(parsed.GetValue(audio), parsed.GetValue(video));
            return OfSubscriptions([await api.StreamingOuts.CreateAsync(parsed.GetRequiredValue(room), parsed.GetRequiredValue(url), media, cancellationToken: cancellationToken)]);
        });
    }

    private static Command Start()
    {
        var (room, audio, video) = Sources();
        var container = new Option<RecordingContainer>("--container") { Description = "auto, mp4, mkv or ts" };
        return ManagementVerb.Create("start", "Begin a recording.", [room, audio, video, container], async (api, parsed, cancellationToken) =>
        {
            var media = MediaOf(parsed.GetValue(audio), parsed.GetValue(video));
            return OfSubscriptions([await api.Recordings.CreateAsync(parsed.GetRequiredValue(room), media, parsed.GetValue(container), cancellationToken)]);
        });
    }

    private static Command Stop()
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        var recording = new Argument<string>("recording") { Description = "Id of the recording" };
        return ManagementVerb.Create("stop", "End a recording; its file is complete then.", [room, recording], async (api, parsed, cancellationToken) =>
        {
            await api.Recordings.DeleteAsync(parsed.GetRequiredValue(room), parsed.GetRequiredValue(recording), cancellationToken);
            return Rows.Done(parsed.GetRequiredValue(recording));
        });
    }

    private static Command List()
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        return ManagementVerb.Create("list", "List the recordings under way.", [room], async (api, parsed, cancellationToken) =>
            OfSubscriptions(await api.Recordings.ListAsync(parsed.GetRequiredValue(room), cancellationToken)));
    }

    private static (Argument<string> Room, Option<string?> Audio, Option<string?> Video) Sources() => (
        new Argument<string>("room") { Description = "Id of the room" },
        new Option<string?>("--audio") { Description = "Id of the stream to take the sound from" },
        new Option<string?>("--video") { Description = "Id of the stream to take the pictures from" });

    private static SubscriptionMedia MediaOf(string? audio, string? video)
    {
        if (audio is null && video is null) throw new CommandFailedException("nothing to take: give --audio, --video or both.");
        return new SubscriptionMedia { Audio = audio is null ? null : new AudioSource(audio), Video = video is null ? null : new VideoSource(video) };
    }

    /// <summary>The address of a streaming-out is not shown: it may carry credentials.</summary>
    private static Rows OfSubscriptions(IReadOnlyList<ServerSubscription> subscriptions)
    {
        var rows = new Rows("id", "audio", "video", "file");
        foreach (var subscription in subscriptions)
            rows.Add(subscription.Id, subscription.Media?.Audio?.From, subscription.Media?.Video?.From, subscription.Storage?.File);
        return rows;
    }
}
