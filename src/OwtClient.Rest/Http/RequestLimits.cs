namespace OwtClient.Rest.Http;

/// <summary>Where requests go and how long they may take.</summary>
/// <param name="Address">Scheme, host and port; a path is put in front of the API's.</param>
/// <param name="RequestTimeout">Limit of one request with its retries.</param>
/// <param name="LongRequestTimeout">The same where the server itself waits.</param>
/// <param name="MaxRetries">Retries of one request.</param>
/// <param name="RetryDelay">Wait before the first retry; it doubles.</param>
/// <param name="TimeProvider">The clock.</param>
internal sealed record RequestLimits(
    Uri Address, TimeSpan RequestTimeout, TimeSpan LongRequestTimeout, int MaxRetries, TimeSpan RetryDelay, TimeProvider TimeProvider)
{
    private readonly string _base = BaseOf(Address);

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public static RequestLimits Checked(Uri address, TimeSpan requestTimeout, TimeSpan longRequestTimeout, int maxRetries, TimeSpan retryDelay, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(requestTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(longRequestTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRetries);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryDelay, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(time);
        return new RequestLimits(address, requestTimeout, longRequestTimeout, maxRetries, retryDelay, time);
    }

    public TimeSpan Of(RequestBudget budget) => budget == RequestBudget.Long ? LongRequestTimeout : RequestTimeout;

    public Uri UriOf(string path) => new(_base + path);

    /// <exception cref="ArgumentException">The address is not absolute, not http or https, or carries a user, query or fragment.</exception>
    private static string BaseOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")) throw new ArgumentException("The address has to begin with http:// or https://.", nameof(address));
        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new ArgumentException("The address has scheme, host, port and perhaps a path, nothing more.", nameof(address));
        return address.AbsoluteUri.TrimEnd('/');
    }
}
