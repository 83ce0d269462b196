namespace OwtClient.Reconnection;

/// <summary>Decides when to try again after something was lost, and when to give up. Implementations are thread-safe and quick.</summary>
public interface IReconnectPolicy
{
    /// <summary>Is asked before each attempt, the first included.</summary>
    /// <param name="context">How the attempts have gone so far.</param>
    /// <returns>How long to wait before the attempt (zero for at once), or null to give up.</returns>
    TimeSpan? NextDelay(ReconnectContext context);
}
