namespace OwtClient.Tokens;

/// <summary>Makes token providers.</summary>
public static class TokenProvider
{
    /// <summary>Makes a provider of a function, for example of one that asks the app's own server.</summary>
    /// <param name="getToken">Gets a token that was not used before; called at each join.</param>
    /// <example>
    /// <code>
    /// ITokenProvider tokens = TokenProvider.FromDelegate(new RoomTokenProvider(management, room.Id, "alice", "presenter").GetTokenAsync);
    /// </code>
    /// </example>
    public static ITokenProvider FromDelegate(Func<CancellationToken, ValueTask<string>> getToken)
    {
        ArgumentNullException.ThrowIfNull(getToken);
        return new DelegateTokenProvider(getToken);
    }

    private sealed class DelegateTokenProvider(Func<CancellationToken, ValueTask<string>> getToken) : ITokenProvider
    {
        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => getToken(cancellationToken);
    }
}
