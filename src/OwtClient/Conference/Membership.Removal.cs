using System.Text.Json;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;

namespace OwtClient.Conference;

/// <content>Taking sessions off the server.</content>
internal sealed partial class Membership
{
    private const int MaxRemovals = 3; // of one session

    /// <summary>
    /// Asks the server to end a session. Completes when the first request has come to something; one whose connection was lost, that was
    /// not answered or that was refused is repeated afterwards: servers keep a dead session for ever (PROTOCOL §5.7), and say so of one
    /// that is gone.
    /// </summary>
    private Task RemoveAsync(string requestName, string sessionId)
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(RemoveCoreAsync(requestName, sessionId, first));
        return first.Task;
    }

    private async Task RemoveCoreAsync(string requestName, string sessionId, TaskCompletionSource first)
    {
        for (var removals = 1; ; removals++)
        {
            var isGone = await TryRemoveAsync(requestName, sessionId).ConfigureAwait(false);
            first.TrySetResult();
            if (isGone || removals == MaxRemovals || !await IsOnlineAgainAsync().ConfigureAwait(false)) return;
        }
    }

    /// <returns>Whether the session is gone.</returns>
    private async Task<bool> TryRemoveAsync(string requestName, string sessionId)
    {
        try
        {
            var request = JsonSerializer.SerializeToElement(new SessionIdRequest(sessionId), ProtocolJson.Default.SessionIdRequest);
            await _requests.SendAsync(requestName, request, late: null, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (ConferenceException e) when (e.ServerText?.EndsWith("does NOT exist", StringComparison.Ordinal) == true)
        {
            return true; // It went by itself, which is all that was wanted.
        }
        catch (ConferenceException e)
        {
            Log.RemovalFailed(_logger, sessionId, e.Message);
            return false;
        }
    }

    /// <returns>False when the stay ends: the server then ends all of it.</returns>
    private async Task<bool> IsOnlineAgainAsync()
    {
        try
        {
            await WhenOnlineAsync(_ending.Token).ConfigureAwait(false);
            return !_ending.IsCancellationRequested;
        }
        catch (Exception e) when (e is OperationCanceledException or Signaling.SignalingException)
        {
            return false;
        }
    }
}
