using OwtClient;
using OwtClient.Streams;

namespace Moderator;

/// <summary>The speakers in a mixed view, and the viewer in front of it.</summary>
internal static class Mixing
{
    public static async Task RunAsync(Viewer viewer, Speaker alice, Speaker bob, CancellationToken cancellationToken)
    {
        if (viewer.MixedStreams.FirstOrDefault() is not { Label: { } view } mixed)
        {
            Console.WriteLine("mixing: the server has no mixed view");
            return;
        }

        try
        {
            await TellAsync("alice is mixed into the view", () => alice.Publication.MixAsync(view, cancellationToken));
            await TellAsync("bob, too", () => bob.Publication.MixAsync(view, cancellationToken));
            await viewer.Subscription.SwitchAsync(mixed, cancellationToken: cancellationToken);
            Console.WriteLine($"the viewer receives the view: {await viewer.CountAsync(cancellationToken)} pictures in a second");

            var first = mixed.Layout[0];
            var other = first.StreamId == alice.Publication.Id ? bob : alice;
            await TellAsync(
                $"{other.Name} takes region {first.Id}", () => other.Publication.SetRegionAsync(view, first.Id, cancellationToken));
            Console.WriteLine($"which the server confirms: {await other.Publication.GetRegionAsync(view, cancellationToken)}");

            await TellAsync($"{other.Name} leaves the view", () => other.Publication.UnmixAsync(view, cancellationToken));
        }
        catch (ConferenceException e) when (e.Error == ConferenceError.Rejected)
        {
            Console.WriteLine($"mixing: the server refused ({e.ServerText})");
        }

        async Task TellAsync(string what, Func<Task> change)
        {
            var layout = await NextLayoutAsync(mixed, change, cancellationToken);
            Console.WriteLine($"{what}: {string.Join(", ", layout.Select(region => $"{NameOf(region.StreamId)} in {region.Id}"))}");
        }

        string NameOf(string? streamId) => new[] { alice, bob }.FirstOrDefault(speaker => speaker.Publication.Id == streamId)?.Name ?? "nobody";
    }

    /// <summary>The layout that a change leads to; the server tells it a moment after the answer to the request, or a moment before.</summary>
    private static async Task<IReadOnlyList<LayoutRegion>> NextLayoutAsync(
        RemoteMixedStream mixed, Func<Task> change, CancellationToken cancellationToken)
    {
        var changed = new TaskCompletionSource<IReadOnlyList<LayoutRegion>>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(object? sender, StreamLayoutChangedEventArgs e) => changed.TrySetResult(e.Layout);
        mixed.LayoutChanged += Take;
        await change();
        var layout = await changed.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        mixed.LayoutChanged -= Take;
        return layout;
    }
}
