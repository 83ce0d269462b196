namespace OwtClient.Rest.Authentication;

/// <summary>Signs every request that passes, each send with a timestamp and nonce of its own, retries included.</summary>
/// <remarks>Put it into an <see cref="HttpClient"/> of your own, or let <see cref="OwtManagementClient"/> do so. Thread-safe.</remarks>
/// <param name="credentials">Service and key to sign with.</param>
/// <param name="timeProvider">Clock for the timestamps; null for the system's.</param>
public sealed class MAuthHandler(MAuthCredentials credentials, TimeProvider? timeProvider = null) : DelegatingHandler
{
    private readonly MAuthClock _clock = new(timeProvider ?? TimeProvider.System);

    /// <summary>The user a request is signed for; set it in <see cref="HttpRequestMessage.Options"/>.</summary>
    public static HttpRequestOptionsKey<MAuthUser> UserOption { get; } = new("OwtClient.Rest.User");

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.TryGetValue(UserOption, out var user);
        var header = MAuthSignature.CreateHeader(credentials, _clock.NextTimestamp(), MAuthClock.NextNonce(), user);
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        return base.SendAsync(request, cancellationToken);
    }
}
