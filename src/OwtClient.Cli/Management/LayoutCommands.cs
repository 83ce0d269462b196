using System.CommandLine;
using OwtClient.Rest.Models;

namespace OwtClient.Cli.Management;

/// <summary><c>owt stream layout</c>: how the pictures of a mixed stream are arranged.</summary>
internal static class LayoutCommands
{
    public static Command Create() => new("layout", "Show and set how a mixed stream is arranged.") { Show(), Set(), Place() };

    private static Command Show()
    {
        var (room, mixed) = Mixed();
        return ManagementVerb.Create("show", "Show the layout of a mixed stream.", [room, mixed], async (api, parsed, cancellationToken) =>
            LayoutView.Of(await api.Streams.GetAsync(parsed.GetRequiredValue(room), parsed.GetRequiredValue(mixed), cancellationToken)));
    }

    private static Command Set()
    {
        var (room, mixed) = Mixed();
        var regions = new Argument<string[]>("regions")
        {
            Description = "ID=LEFT,TOP,WIDTH,HEIGHT[:STREAM] each, in fractions of the picture, e.g. 1=0,0,1/2,1:STREAM; " +
                "those with a stream first",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var file = new Option<string?>("--file")
        {
            Description = "Take the layout from this file instead, as layout show --json prints it; - for the input",
        };
        const string description = "Replace the whole layout of a mixed stream.";
        return ManagementVerb.Create("set", description, [room, mixed, regions, file], async (api, parsed, cancellationToken) =>
        {
            var layout = await ReadAsync(parsed.GetValue(regions) ?? [], parsed.GetValue(file), cancellationToken);
            var (roomId, mixedId) = (parsed.GetRequiredValue(room), parsed.GetRequiredValue(mixed));
            return LayoutView.Of(await api.Streams.SetLayoutAsync(roomId, mixedId, layout, cancellationToken));
        });
    }

    private static Command Place()
    {
        var (room, mixed) = Mixed();
        var region = new Argument<int>("region")
        {
            Description = "Place in the layout, from 0",
            CustomParser = NumberArgument.Integer("region", 0, 1000),
        };
        var stream = new Argument<string>("stream") { Description = "Id of the stream to put there" };
        const string description = "Put a stream into one region of a mixed stream.";
        return ManagementVerb.Create("place", description, [room, mixed, region, stream], async (api, parsed, cancellationToken) =>
        {
            var (roomId, mixedId) = (parsed.GetRequiredValue(room), parsed.GetRequiredValue(mixed));
            var (place, streamId) = (parsed.GetRequiredValue(region), parsed.GetRequiredValue(stream));
            return LayoutView.Of(await api.Streams.SetRegionStreamAsync(roomId, mixedId, place, streamId, cancellationToken));
        });
    }

    private static (Argument<string> Room, Argument<string> Mixed) Mixed() => (
        new Argument<string>("room") { Description = "Id of the room" },
        new Argument<string>("mixed") { Description = "Id of the mixed stream" });

    private static async Task<IReadOnlyList<LayoutEntry>> ReadAsync(string[] regions, string? file, CancellationToken cancellationToken)
    {
        if (regions.Length > 0 == file is not null) throw new CommandFailedException("give either regions or --file.");
        if (file is null) return LayoutText.Check([.. regions.Select(LayoutText.Parse)]);
        try
        {
            var isInput = file == "-";
            return LayoutText.ParseJson(
                isInput ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"cannot read the layout {file}: {e.Message}", e);
        }
    }
}
