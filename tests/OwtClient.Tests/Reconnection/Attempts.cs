using OwtClient.Reconnection;

namespace OwtClient.Tests.Reconnection;

/// <summary>A policy without waits that allows so many attempts, and keeps what it was asked.</summary>
internal sealed class Attempts(int limit) : IReconnectPolicy
{
    private readonly List<ReconnectContext> _asked = [];

    public IReadOnlyList<ReconnectContext> Asked
    {
        get
        {
            lock (_asked) return [.. _asked];
        }
    }

    public TimeSpan? NextDelay(ReconnectContext context)
    {
        lock (_asked) _asked.Add(context);
        return context.Attempts < limit ? TimeSpan.Zero : null;
    }
}
