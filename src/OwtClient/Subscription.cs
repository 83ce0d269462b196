using OwtClient.Channels;
using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>A stream of the conference that is being received.</summary>
public sealed partial class Subscription : ConferenceSession
{
    internal Subscription(Membership membership, SessionChannel channel, RemoteStream stream, SubscribeOptions options)
        : base(membership, channel)
    {
        _state = new SubscriptionState(stream, Settled(stream, options), TrackKinds.None);
    }

    /// <summary>
    /// The stream subscribed to: that of the call, or of <see cref="SwitchAsync"/> once all that is received comes from there.
    /// </summary>
    public RemoteStream Stream => _state.Stream;

    /// <summary>The stream whose sound is received now, or null without sound.</summary>
    public RemoteStream? AudioStream => _state is { Options.Audio: { } audio } state ? audio.From ?? state.Stream : null;

    /// <summary>The stream whose pictures are received now, or null without pictures.</summary>
    public RemoteStream? VideoStream => _state is { Options.Video: { } video } state ? video.From ?? state.Stream : null;

    /// <summary>Its sound, or null when not subscribed to. Frames wait from the moment the subscription is ready.</summary>
    public RemoteTrack? Audio { get; private set; }

    /// <summary>Its pictures, or null when not subscribed to. Frames wait from the moment the subscription is ready.</summary>
    public RemoteTrack? Video { get; private set; }

    /// <summary>Asks the server to stop sending tracks to this subscriber.</summary>
    /// <param name="kinds">Which; kinds that the subscription does not have are passed over.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the server may mute nevertheless.</param>
    /// <exception cref="ArgumentException">The subscription has none of <paramref name="kinds"/>.</exception>
    /// <exception cref="InvalidOperationException">The subscription has ended.</exception>
    /// <exception cref="ConferenceException">The server refused or did not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task MuteAsync(TrackKinds kinds = TrackKinds.All, CancellationToken cancellationToken = default)
    {
        var present = Present(kinds);
        await ControlAsync("subscription-control", "pause", ControlData.Kinds(present), cancellationToken).ConfigureAwait(false);
        Change(state => state with { Muted = state.Muted | present });
    }

    /// <summary>Asks the server to send tracks to this subscriber again.</summary>
    /// <param name="kinds">Which; kinds that the subscription does not have are passed over.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the server may unmute nevertheless.</param>
    /// <exception cref="ArgumentException">The subscription has none of <paramref name="kinds"/>.</exception>
    /// <exception cref="InvalidOperationException">The subscription has ended.</exception>
    /// <exception cref="ConferenceException">The server refused or did not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task UnmuteAsync(TrackKinds kinds = TrackKinds.All, CancellationToken cancellationToken = default)
    {
        var present = Present(kinds);
        await ControlAsync("subscription-control", "play", ControlData.Kinds(present), cancellationToken).ConfigureAwait(false);
        Change(state => state with { Muted = state.Muted & ~present });
    }

    private protected override void OnOpened()
    {
        foreach (var transceiver in Channel.Transceivers)
        {
            if (transceiver.Kind == MediaKind.Audio) Audio = Receive(Audio, transceiver);
            else Video = Receive(Video, transceiver);
        }
    }

    private protected override void OnOver()
    {
        Audio?.End();
        Video?.End();
    }

    private RemoteTrack Receive(RemoteTrack? track, IRtpTransceiver transceiver)
    {
        if (track is null) return new RemoteTrack(transceiver.Kind, transceiver.Receiver, Time);
        track.Continue(transceiver.Receiver);
        return track;
    }
}
