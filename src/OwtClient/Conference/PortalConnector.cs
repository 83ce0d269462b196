using OwtClient.Signaling;

namespace OwtClient.Conference;

/// <summary>Opens a signaling connection within the login's time limit.</summary>
internal static class PortalConnector
{
    /// <exception cref="ConferenceException">SignalingFailed or Timeout; nothing is open.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled; nothing is open.</exception>
    public static async Task ConnectAsync(
        ISignaling signaling, Uri portal, ConferenceClientOptions options, CancellationToken cancellationToken)
    {
        using var overdue = new CancellationTokenSource(options.LoginTimeout, options.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(overdue.Token, cancellationToken);
        try
        {
            await signaling.ConnectAsync(portal, stop.Token).ConfigureAwait(false);
        }
        catch (SignalingException e)
        {
            throw new ConferenceException(ConferenceError.SignalingFailed, $"Joining failed: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (overdue.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ConferenceException(
                ConferenceError.Timeout, $"The portal {portal} did not answer within {options.LoginTimeout.TotalSeconds:0.###} s.", e);
        }
    }
}
