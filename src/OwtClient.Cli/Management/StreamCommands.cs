using System.CommandLine;
using System.Text.Json.Nodes;
using OwtClient.Rest;
using OwtClient.Rest.Models;

namespace OwtClient.Cli.Management;

/// <summary><c>owt stream</c> and <c>owt stream-in</c>.</summary>
internal static class StreamCommands
{
    public static Command Create() => new("stream", "List streams; mix them and place them in the picture.")
    {
        List(),
        Mix("mix", "Put a stream into a mixed view.", (api, room, stream, view, cancellationToken) => api.Streams.MixAsync(room, stream, view, cancellationToken)),
        Mix("unmix", "Take a stream out of a mixed view.", (api, room, stream, view, cancellationToken) => api.Streams.UnmixAsync(room, stream, view, cancellationToken)),
        LayoutCommands.Create(),
    };

    public static Command CreateStreamIn()
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        var url = new Argument<string>("url") { Description = "Where the stream is, for example rtsp://…" };
        var udp = new Option<bool>("--udp") { Description = "Fetch it over UDP instead of TCP" };
        return ManagementVerb.Create("stream-in", "Bring an external stream into a room, and wait until it flows.", [room, url, udp], async (api, parsed, cancellationToken) =>
        {
            var connection = new StreamingInConnection(parsed.GetRequiredValue(url), parsed.GetValue(udp) ? "udp" : "tcp");
            return OfStreams([await api.StreamingIns.CreateAsync(parsed.GetRequiredValue(room), connection, cancellationToken: cancellationToken)]);
        });
    }

    private static Command List()
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        return ManagementVerb.Create("list", "List the streams of a room.", [room], async (api, parsed, cancellationToken) =>
            OfStreams(await api.Streams.ListAsync(parsed.GetRequiredValue(room), cancellationToken)));
    }

    private static Command Mix(string name, string description, Func<OwtManagementClient, string, string, string, CancellationToken, Task<StreamInfo>> change)
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        var stream = new Argument<string>("stream") { Description = "Id of the stream" };
        var view = new Option<string>("--view") { Description = "Label of the view", DefaultValueFactory = _ => "common" };
        return ManagementVerb.Create(name, description, [room, stream, view], async (api, parsed, cancellationToken) =>
            OfStreams([await change(api, parsed.GetRequiredValue(room), parsed.GetRequiredValue(stream), parsed.GetRequiredValue(view), cancellationToken)]));
    }

    internal static Rows OfStreams(IReadOnlyList<StreamInfo> streams)
    {
        var rows = new Rows("id", "type", "owner", "audio", "video", "views");
        foreach (var stream in streams)
        {
            var video = stream.Media?.Video;
            rows.Add(
                stream.Id,
                stream.Type,
                stream.Info?.Owner,
                stream.Media?.Audio?.Format?.Codec,
                (video?.Original is { Count: > 0 } layers ? layers[0].Format : video?.Format)?.Codec,
                new JsonArray([.. (stream.Info?.InViews ?? []).Select(view => (JsonNode)view)]));
        }

        return rows;
    }
}
