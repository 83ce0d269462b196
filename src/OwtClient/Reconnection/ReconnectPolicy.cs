namespace OwtClient.Reconnection;

/// <summary>Policies that need no settings.</summary>
public static class ReconnectPolicy
{
    /// <summary>Never tries: what is lost stays lost.</summary>
    public static IReconnectPolicy None { get; } = new Never();

    private sealed class Never : IReconnectPolicy
    {
        public TimeSpan? NextDelay(ReconnectContext context) => null;
    }
}
