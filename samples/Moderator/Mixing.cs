using OwtClient;
using OwtClient.Streams;

namespace Moderator;

/// <summary>The speakers in a mixed view, where the server has one that takes them.</summary>
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
            await alice.Publication.MixAsync(view, cancellationToken);
            await bob.Publication.MixAsync(view, cancellationToken);
            Console.WriteLine($"mixed into {view}: {Describe(mixed)}");

            var region = await alice.Publication.GetRegionAsync(view, cancellationToken);
            Console.WriteLine($"alice is in region {region}");
            await bob.Publication.SetRegionAsync(view, region, cancellationToken);
            Console.WriteLine($"bob took it: bob {await RegionOf(bob)}, alice {await RegionOf(alice)}");

            await alice.Publication.UnmixAsync(view, cancellationToken);
            await bob.Publication.UnmixAsync(view, cancellationToken);
            Console.WriteLine("and both left the view");
        }
        catch (ConferenceException e) when (e.Error == ConferenceError.Rejected)
        {
            Console.WriteLine($"mixing: the server refused ({e.ServerText})");
        }

        Task<string> RegionOf(Speaker speaker) => speaker.Publication.GetRegionAsync(view, cancellationToken);
    }

    private static string Describe(RemoteMixedStream mixed) => string.Join(
        ", ", mixed.Layout.Where(region => region.StreamId is not null).Select(region => $"{region.StreamId} in {region.Id}"));
}
