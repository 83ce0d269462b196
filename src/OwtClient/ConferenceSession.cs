using System.Text.Json;
using OwtClient.Channels;
using OwtClient.Conference;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>A live publication or subscription: one peer connection to the server at a time. Disposing it ends it.</summary>
/// <remarks>
/// <para>
/// When media is lost (the transport fails, the server's node crashes, the client had to join anew), the object stays and gets another
/// session on the server: <see cref="Interrupted"/>, then <see cref="Restored"/> or <see cref="Failed"/>. Tracks, readers and mute state go
/// on; <see cref="Id"/> changes.
/// </para>
/// <para>Thread-safe. Events are raised by the client's dispatcher: one at a time, in order, on a thread of the pool.</para>
/// </remarks>
public abstract partial class ConferenceSession : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Membership _membership;
    private SessionChannel _channel; // replaced when a restoration succeeds
    private SessionState _state = SessionState.Active;
    private bool _wasOpen;
    private SessionEndReason? _stopping;

    private protected ConferenceSession(Membership membership, SessionChannel channel)
    {
        _membership = membership;
        _channel = channel;
        Watch(channel);
    }

    /// <summary>It ended without having failed. Raised once; not raised for a session that failed.</summary>
    public event EventHandler<SessionEndedEventArgs>? Ended;

    /// <summary>It failed after it had been active. Raised once; it has ended then.</summary>
    public event EventHandler<SessionFailedEventArgs>? Failed;

    /// <summary>No media flows. <see cref="Restored"/>, <see cref="Failed"/> or <see cref="Ended"/> follows.</summary>
    public event EventHandler<SessionInterruptedEventArgs>? Interrupted;

    /// <summary>Media flows again.</summary>
    public event EventHandler<SessionRestoredEventArgs>? Restored;

    /// <summary>The server's id; of a publication it is the id of the stream, too. Another one after a restoration.</summary>
    public string Id => Channel.SessionId!;

    /// <summary>Where it stands. Changes before the event is raised.</summary>
    public SessionState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    internal SessionChannel Channel
    {
        get
        {
            lock (_gate) return _channel;
        }
    }

    private protected TimeProvider Time => _membership.Time;

    private protected ProtocolVersion ProtocolVersion => _membership.ProtocolVersion;

    /// <summary>Takes a snapshot of the counters; of the last ones after the session ended. They begin anew with a restoration.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken cancellationToken = default) =>
        Channel.GetStatsAsync(cancellationToken);

    /// <summary>Ends the session: media stops at once, the server is told. Does nothing when it has ended already.</summary>
    /// <remarks>Does not fail when the server does not confirm: that is logged, and the server notices the end by itself.</remarks>
    /// <param name="cancellationToken">Stops waiting for the server's confirmation; the session ends nevertheless.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => EndAsync(SessionEndReason.Stopped).WaitAsync(cancellationToken);

    /// <summary>Ends the session like <see cref="StopAsync"/>. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(SessionEndReason.Stopped).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the session for the first time.</summary>
    internal async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Channel.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested(); // with the caller's token in the exception
            throw;
        }
    }

    /// <summary>Ends the session, and completes when all of it is closed. The first reason counts.</summary>
    internal async Task EndAsync(SessionEndReason reason)
    {
        SessionChannel channel;
        Task restoration;
        lock (_gate)
        {
            _stopping ??= reason;
            (channel, restoration) = (_channel, _restoration);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await channel.StopAsync(reason).ConfigureAwait(false);
        await restoration.ConfigureAwait(false);
    }

    /// <summary>Sends a control request about this session, and gives what the server answers.</summary>
    /// <exception cref="InvalidOperationException">The session has ended.</exception>
    internal Task<JsonElement?> ControlAsync(string requestName, string operation, JsonElement data, CancellationToken cancellationToken)
    {
        if (State is SessionState.Ended or SessionState.Failed) throw new InvalidOperationException("The session has ended.");
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

    /// <summary>What a new session is to be, as things stand now.</summary>
    /// <exception cref="ArgumentException">What is wanted can no longer be had.</exception>
    internal abstract SessionPlan CreatePlan();

    /// <summary>Whether a new session has anything to be about.</summary>
    private protected virtual bool IsSourceLive => true;

    /// <summary>Media flows over the current channel, for the first time or again.</summary>
    private protected virtual void OnOpened()
    {
    }

    /// <summary>The current channel is closed; another one may follow.</summary>
    private protected virtual void OnClosed()
    {
    }

    /// <summary>It is over for good, opened or not.</summary>
    private protected virtual void OnOver()
    {
    }

    /// <summary>Gives the server what it knew of the session before: mute state and the like. Failures are the caller's to log.</summary>
    internal virtual Task ReapplyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Watch(SessionChannel channel)
    {
        channel.Opened = () => HandleOpened(channel);
        channel.Interrupted = HandleInterrupted;
        channel.Continued = HandleContinued;
        channel.Ended = close => HandleClosed(channel, close);
    }

    private void HandleOpened(SessionChannel channel)
    {
        string oldId;
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_wasOpen;
            oldId = isFirst ? "" : _channel.SessionId ?? "";
            _wasOpen = true;
            _channel = channel;
            _state = SessionState.Active;
        }

        if (isFirst) _membership.Register(this);
        OnOpened();
        if (!isFirst) HandleRestored(channel, oldId);
    }

    private void HandleInterrupted(ConferenceException error)
    {
        lock (_gate)
        {
            if (_state != SessionState.Active) return;
            _state = SessionState.Interrupted;
        }

        Reconnection.Log.Interrupted(_membership.Logger, Id, error.Message);
        _membership.Post(() => Interrupted?.Invoke(this, new SessionInterruptedEventArgs(error)));
    }

    private void HandleContinued()
    {
        lock (_gate)
        {
            if (_state != SessionState.Interrupted) return;
            _state = SessionState.Active;
        }

        _membership.Post(() => Restored?.Invoke(this, new SessionRestoredEventArgs(Id, Id)));
    }

    private void HandleClosed(SessionChannel channel, NegotiationEffect.Close close)
    {
        bool wasOpen;
        lock (_gate)
        {
            if (_wasOpen && _channel != channel) return; // an attempt of the restoration, which hears of it
            wasOpen = _wasOpen;
        }

        OnClosed();
        // What was never open is its caller's to try again: nobody would hold what came of it.
        if (wasOpen && close is { IsRecoverable: true, Error: { } error } && TryBeginRestoration(error)) return;
        Finish(close.Reason, close.Error);
    }

    /// <summary>It is over for good.</summary>
    private void Finish(SessionEndReason? reason, ConferenceException? error)
    {
        bool wasOpen;
        lock (_gate)
        {
            if (_state is SessionState.Ended or SessionState.Failed) return;
            _state = error is null ? SessionState.Ended : SessionState.Failed;
            wasOpen = _wasOpen;
        }

        _membership.Unregister(this);
        OnOver();
        if (!wasOpen) return; // the exception of the call that was to open it says all
        if (error is not null) _membership.Post(() => Failed?.Invoke(this, new SessionFailedEventArgs(error)));
        else _membership.Post(() => Ended?.Invoke(this, new SessionEndedEventArgs(reason!.Value)));
    }
}
