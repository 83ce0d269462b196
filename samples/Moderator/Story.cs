using OwtClient;
using OwtClient.Rest.SampleService;
using OwtClient.Streams;

namespace Moderator;

/// <summary>Two speakers, and a viewer who changes what it receives without ever negotiating anew.</summary>
internal static class Story
{
    public static async Task RunAsync(Uri address, CancellationToken cancellationToken)
    {
        using var tokens = new SampleServiceClient(new SampleServiceOptions { Address = address });
        await using var alice = await Speaker.StartAsync(tokens, "alice", cancellationToken);
        await using var bob = await Speaker.StartAsync(tokens, "bob", cancellationToken);
        await using var viewer = new Viewer();
        await viewer.StartAsync(tokens, alice.Publication, cancellationToken);
        await TellAsync("the viewer receives alice", viewer, cancellationToken);

        var other = await viewer.FindAsync(bob.Publication, cancellationToken);
        await viewer.Subscription.SwitchAsync(other, cancellationToken: cancellationToken);
        await alice.Publication.MuteAsync(cancellationToken: cancellationToken);
        await TellAsync("switched to bob, and alice muted", viewer, cancellationToken);

        await alice.Publication.UnmuteAsync(cancellationToken: cancellationToken);
        var pictures = await viewer.FindAsync(alice.Publication, cancellationToken);
        await viewer.Subscription.SwitchAsync(pictures, TrackKinds.Video, cancellationToken: cancellationToken);
        await TellAsync("pictures of alice, sound still of bob", viewer, cancellationToken);

        await viewer.Subscription.MuteAsync(TrackKinds.Video, cancellationToken);
        await TellAsync("the viewer muted the pictures", viewer, cancellationToken);
        await viewer.Subscription.UnmuteAsync(TrackKinds.Video, cancellationToken);
        await TellAsync("and unmuted them", viewer, cancellationToken);

        await MakeSmallerAsync(viewer, cancellationToken);
        await Mixing.RunAsync(viewer, alice, bob, cancellationToken);
    }

    private static async Task MakeSmallerAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var sizes = viewer.Subscription.VideoStream!.Video!.Capabilities.Resolutions;
        if (sizes.Count == 0)
        {
            Console.WriteLine("apply options: the server makes no other sizes of these pictures");
            return;
        }

        var smallest = sizes.MinBy(size => size.Width * size.Height);
        await viewer.Subscription.ApplyOptionsAsync(new VideoUpdateOptions { Resolution = smallest }, cancellationToken);
        await TellAsync($"the pictures are {smallest} now", viewer, cancellationToken);
    }

    private static async Task TellAsync(string what, Viewer viewer, CancellationToken cancellationToken) =>
        Console.WriteLine($"{what}: {await viewer.CountAsync(cancellationToken)} pictures in a second");
}
