using System.Text.Json;
using OwtClient.Channels;
using OwtClient.Conference;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>A live publication or subscription: one peer connection to the server. Disposing it ends it.</summary>
/// <remarks>Thread-safe. Events are raised by the client's dispatcher: one at a time, in order, on a thread of the pool.</remarks>
public abstract class ConferenceSession : IAsyncDisposable
{
    private readonly Membership _membership;
    private int _state = (int)SessionState.Active;
    private bool _wasOpen;

    private protected ConferenceSession(Membership membership, SessionChannel channel)
    {
        _membership = membership;
        Channel = channel;
        channel.Opened = HandleOpened;
        channel.Ended = HandleEnded;
    }

    /// <summary>It ended without having failed. Raised once; not raised for a session that failed.</summary>
    public event EventHandler<SessionEndedEventArgs>? Ended;

    /// <summary>It failed after it had been active. Raised once; it has ended then.</summary>
    public event EventHandler<SessionFailedEventArgs>? Failed;

    /// <summary>The server's id; of a publication it is the id of the stream, too.</summary>
    public string Id => Channel.SessionId!;

    /// <summary>Where it stands. Changes before the event is raised.</summary>
    public SessionState State => (SessionState)Volatile.Read(ref _state);

    internal SessionChannel Channel { get; }

    /// <summary>Takes a snapshot of the counters; of the last ones after the session ended.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken cancellationToken = default) =>
        Channel.GetStatsAsync(cancellationToken);

    /// <summary>Ends the session: media stops at once, the server is told. Does nothing when it has ended already.</summary>
    /// <remarks>Does not fail when the server does not confirm: that is logged, and the server notices the end by itself.</remarks>
    /// <param name="cancellationToken">Stops waiting for the server's confirmation; the session ends nevertheless.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) =>
        Channel.StopAsync(SessionEndReason.Stopped).WaitAsync(cancellationToken);

    /// <summary>Ends the session like <see cref="StopAsync"/>. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        await Channel.StopAsync(SessionEndReason.Stopped).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a control request about this session, and gives what the server answers.</summary>
    /// <exception cref="InvalidOperationException">The session has ended.</exception>
    internal Task<JsonElement?> ControlAsync(string requestName, string operation, JsonElement data, CancellationToken cancellationToken)
    {
        if (State != SessionState.Active) throw new InvalidOperationException("The session has ended.");
        return _membership.ControlAsync(requestName, Id, operation, data, cancellationToken);
    }

    /// <summary>Which of the wanted kinds the session has.</summary>
    /// <exception cref="ArgumentException">None.</exception>
    internal TrackKinds Present(TrackKinds wanted)
    {
        var present = TrackKinds.None;
        foreach (var transceiver in Channel.Transceivers)
        {
            present |= transceiver.Kind == MediaKind.Audio ? TrackKinds.Audio : TrackKinds.Video;
        }

        var kinds = wanted & present;
        return kinds != TrackKinds.None ? kinds : throw new ArgumentException($"The session has no {wanted} track.", nameof(wanted));
    }

    /// <summary>Asks the source of a track for a key frame; through the dispatcher, since its handlers are the application's.</summary>
    private protected void AskForKeyFrame(LocalTrack? track)
    {
        if (track is not null) Post(track.RequestKeyFrame);
    }

    /// <summary>Queues a call of the application's handlers.</summary>
    private protected void Post(Action raise) => _membership.Post(raise);

    /// <summary>Media flows. Called before the session is handed to the application.</summary>
    private protected virtual void OnOpened()
    {
    }

    /// <summary>It is over, opened or not.</summary>
    private protected virtual void OnEnded()
    {
    }

    private void HandleOpened()
    {
        _wasOpen = true;
        OnOpened();
    }

    private void HandleEnded(NegotiationEffect.Close close)
    {
        Volatile.Write(ref _state, (int)(close.Error is null ? SessionState.Ended : SessionState.Failed));
        OnEnded();
        if (!_wasOpen) return; // the exception of the call that was to open it says all
        if (close.Error is { } error) _membership.Post(() => Failed?.Invoke(this, new SessionFailedEventArgs(error)));
        else _membership.Post(() => Ended?.Invoke(this, new SessionEndedEventArgs(close.Reason!.Value)));
    }
}
