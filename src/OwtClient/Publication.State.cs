using OwtClient.Channels;
using OwtClient.Protocol;
using OwtClient.Streams;

namespace OwtClient;

/// <content>What the application asked of the publication, so that a new session behind it can be given the same state.</content>
public sealed partial class Publication
{
    private readonly Dictionary<string, string?> _views = []; // views mixed into, and the region asked for
    private TrackKinds _muted;

    /// <summary>Which tracks the application muted here.</summary>
    public TrackKinds Muted
    {
        get
        {
            lock (_gate) return _muted;
        }
    }

    /// <summary>The options of the call.</summary>
    public PublishOptions Options { get; }

    internal override SessionPlan CreatePlan() => PublishPlan.Create(Stream, Options, ProtocolVersion);

    /// <summary>Mute, views, regions.</summary>
    internal override async Task ReapplyAsync(CancellationToken cancellationToken)
    {
        TrackKinds muted;
        KeyValuePair<string, string?>[] views;
        lock (_gate) (muted, views) = (_muted, [.. _views]);
        if (muted != TrackKinds.None)
        {
            await ControlAsync("stream-control", "pause", ControlData.Kinds(muted), cancellationToken).ConfigureAwait(false);
        }

        foreach (var (view, region) in views)
        {
            await ControlAsync("stream-control", "mix", ControlData.Text(view), cancellationToken).ConfigureAwait(false);
            if (region is null) continue;
            await ControlAsync("stream-control", "set-region", ControlData.Region(view, region), cancellationToken).ConfigureAwait(false);
        }
    }
}
