using System.Text.Json;
using OwtClient.Streams;

namespace OwtClient.Tests.Guide;

/// <summary>The code of docs/control.md, compiled. <see cref="GuideTests"/> compares the two.</summary>
internal static class ControlGuide
{
    public static async Task MuteAsync(Publication publication, Subscription subscription)
    {
        await publication.MuteAsync(TrackKinds.Video);
        await publication.UnmuteAsync(TrackKinds.Video);

        await subscription.MuteAsync();
        await subscription.UnmuteAsync(TrackKinds.Audio);
    }

    public static async Task ApplyAsync(Subscription subscription)
    {
        VideoCapabilities can = subscription.VideoStream!.Video!.Capabilities;
        await subscription.ApplyOptionsAsync(new VideoUpdateOptions { Resolution = can.Resolutions[0], FrameRate = 15 });
    }

    public static async Task SwitchAsync(Subscription subscription, RemoteStream bob, RemoteStream carol)
    {
        await subscription.SwitchAsync(bob);
        await subscription.SwitchAsync(carol, TrackKinds.Audio); // hear carol, see bob
        await subscription.SwitchAsync(bob, TrackKinds.Video, rid: "h");
    }

    public static async Task<string> MixAsync(ConferenceClient client, Publication publication)
    {
        RemoteMixedStream mixed = client.RemoteStreams.OfType<RemoteMixedStream>().First();
        string view = mixed.Label!;

        await publication.MixAsync(view);
        string region = await publication.GetRegionAsync(view);
        if (region != "1") await publication.SetRegionAsync(view, "1"); // changes places with whoever is there

        await publication.UnmixAsync(view);
        return region;
    }

    public static void Watch(ConferenceClient client)
    {
        client.StreamUpdated += (_, e) =>
        {
            if (e.Stream is not RemoteMixedStream mixed || e.Update != StreamUpdate.Layout) return;
            foreach (LayoutRegion place in mixed.Layout) Console.WriteLine($"{place.Id}: {place.StreamId ?? "empty"}");
        };
    }

    public static async Task TalkAsync(ConferenceClient client, string bobId, CancellationToken cancellationToken)
    {
        client.MessageReceived += (_, e) => Console.WriteLine($"{e.From}{(e.IsPrivate ? " (private)" : "")}: {e.Text}");

        await client.SendAsync("hello everybody", cancellationToken: cancellationToken);
        await client.SendAsync("just between us", to: bobId, cancellationToken);

        using JsonDocument hand = JsonDocument.Parse("""{ "type": "raise-hand", "up": true }""");
        await client.SendJsonAsync(hand.RootElement, cancellationToken: cancellationToken);
    }

    public static async Task<string> HandleAsync(Subscription subscription, RemoteStream stream)
    {
        try
        {
            await subscription.SwitchAsync(stream);
            return "switched";
        }
        catch (ArgumentException e)
        {
            return e.Message; // cannot work, says what the stream announces; nothing was sent
        }
        catch (ConferenceException e) when (e.Error == ConferenceError.Rejected)
        {
            return e.ServerText!; // the server said no; all is as it was
        }
    }
}
