using OwtClient.Channels;
using OwtClient.Protocol;
using OwtClient.Streams;

namespace OwtClient;

/// <content>What the application asked of the subscription, so that a new session behind it can be given the same state.</content>
public sealed partial class Subscription
{
    private readonly object _gate = new();
    private volatile SubscriptionState _state;

    /// <summary>
    /// How the stream is received now: the options of the call, with the changes made since. Kinds that are not received are null.
    /// </summary>
    public SubscribeOptions Options => _state.Options;

    /// <summary>Which tracks the application muted here.</summary>
    public TrackKinds Muted => _state.Muted;

    /// <summary>Whether all that it receives is still there.</summary>
    private protected override bool IsSourceLive
    {
        get
        {
            var state = _state;
            var audioEnded = state.Options.Audio is { } audio && (audio.From ?? state.Stream).HasEnded;
            var videoEnded = state.Options.Video is { } video && (video.From ?? state.Stream).HasEnded;
            return !audioEnded && !videoEnded;
        }
    }

    internal override SessionPlan CreatePlan()
    {
        var state = _state;
        return SubscribePlan.Create(state.Stream, state.Options, ProtocolVersion);
    }

    /// <summary>Mute, the one thing that the plan does not say.</summary>
    internal override Task ReapplyAsync(CancellationToken cancellationToken) => Muted is var muted and not TrackKinds.None
        ? ControlAsync("subscription-control", "pause", ControlData.Kinds(muted), cancellationToken)
        : Task.CompletedTask;

    /// <summary>The options without what the stream does not have, so that a new session has the tracks that this one has.</summary>
    private static SubscribeOptions Settled(RemoteStream stream, SubscribeOptions options) => options with
    {
        Audio = SubscribeSource.Audio(stream, options.Audio) is null ? null : options.Audio,
        Video = SubscribeSource.Video(stream, options.Video) is null ? null : options.Video,
    };

    private void Change(Func<SubscriptionState, SubscriptionState> change)
    {
        lock (_gate) _state = change(_state);
    }

    private sealed record SubscriptionState(RemoteStream Stream, SubscribeOptions Options, TrackKinds Muted);
}
