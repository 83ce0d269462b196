using OwtClient.Channels;
using OwtClient.Reconnection;

namespace OwtClient;

/// <content>Getting another session on the server behind the same object.</content>
public abstract partial class ConferenceSession
{
    /// <summary>A loss this soon after a restoration continues its count of attempts, so that what fails at once is not tried for ever.</summary>
    private static readonly TimeSpan Stability = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private Task _restoration = Task.CompletedTask;
    private int _attempts;
    private long _restoringSince;
    private long? _restoredAt;

    private bool TryBeginRestoration(ConferenceException error)
    {
        bool isNews;
        lock (_gate)
        {
            if (_stopping is not null || _membership.Ending.IsCancellationRequested) return false;
            if (_restoredAt is not { } at || Time.GetElapsedTime(at) > Stability) (_attempts, _restoringSince) = (0, Time.GetTimestamp());
            if (NextDelay(error) is not { } delay) return false;
            isNews = _state == SessionState.Active;
            _state = SessionState.Interrupted;
            var earlier = _restoration;
            _restoration = Task.Run(() => RestoreAsync(earlier, delay, error));
            _membership.Own(_restoration);
        }

        if (!isNews) return true;
        Reconnection.Log.Interrupted(_membership.Logger, Id, error.Message);
        _membership.Post(() => Interrupted?.Invoke(this, new SessionInterruptedEventArgs(error)));
        return true;
    }

    private async Task RestoreAsync(Task earlier, TimeSpan firstDelay, ConferenceException cause)
    {
        await earlier.ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _membership.Ending);
        TimeSpan? delay = firstDelay;
        var failure = cause;
        while (delay is { } wait)
        {
            try
            {
                await Task.Delay(wait, Time, stop.Token).ConfigureAwait(false);
                await _membership.WhenOnlineAsync(stop.Token).ConfigureAwait(false);
                if (!IsSourceLive)
                {
                    Finish(SessionEndReason.SourceEnded, null);
                    return;
                }

                await TryRestoreAsync(stop.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                Finish(EndReason(), null);
                return;
            }
            catch (ArgumentException e)
            {
                Finish(null, new ConferenceException(ConferenceError.SessionFailed, $"The media cannot be restored: {e.Message}", e));
                return;
            }
#pragma warning disable CA1031 // Whatever an engine throws: this attempt has failed, another one may not.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e as ConferenceException ?? new ConferenceException(ConferenceError.ConnectionFailed, e.Message, e);
            }

            _attempts++;
            Reconnection.Log.RestoreFailed(_membership.Logger, _attempts, Id, failure.Message);
            delay = NextDelay(failure);
        }

        Finish(null, failure);
    }

    private async Task TryRestoreAsync(CancellationToken cancellationToken)
    {
        var channel = _membership.CreateChannel(CreatePlan());
        Watch(channel);
        await channel.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (_stop.IsCancellationRequested || _membership.Ending.IsCancellationRequested)
        {
            await channel.StopAsync(EndReason()).ConfigureAwait(false); // its end finishes this session
            return;
        }

        try
        {
            await ReapplyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ConferenceException or OperationCanceledException or InvalidOperationException)
        {
            Reconnection.Log.ReapplyFailed(_membership.Logger, Id, e.Message);
        }
    }

    private void HandleRestored(SessionChannel channel, string oldId)
    {
        _restoredAt = Time.GetTimestamp();
        _attempts++;
        Reconnection.Log.Restored(_membership.Logger, channel.SessionId ?? "", oldId);
        _membership.Post(() => Restored?.Invoke(this, new SessionRestoredEventArgs(oldId, channel.SessionId ?? "")));
    }

    private SessionEndReason EndReason() => _stopping ?? _membership.SessionEnd;

    private TimeSpan? NextDelay(ConferenceException failure)
    {
        try
        {
            var context = new ReconnectContext(_attempts, Time.GetElapsedTime(_restoringSince), failure, CanRejoin: false);
            return failure.ServerText == "unauthorized" ? null : _membership.MediaRecoveryPolicy.NextDelay(context);
        }
#pragma warning disable CA1031 // The policy is the application's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Reconnection.Log.PolicyThrew(_membership.Logger, e);
            return null;
        }
    }
}
