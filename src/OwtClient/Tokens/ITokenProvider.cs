namespace OwtClient.Tokens;

/// <summary>
/// Where tokens come from: a token is good for one join within three minutes, so each join needs a new one (PROTOCOL §1.4).
/// </summary>
public interface ITokenProvider
{
    /// <summary>Gets a token that was not used before.</summary>
    /// <param name="cancellationToken">Gives up; a token that nobody has is left to expire.</param>
    /// <returns>The token as <see cref="ConferenceToken.Parse"/> takes it. A credential: do not log it.</returns>
    /// <remarks>May be called from any thread, and again before an earlier call has ended.</remarks>
    ValueTask<string> GetTokenAsync(CancellationToken cancellationToken = default);
}
