using System.Security.Cryptography;

namespace OwtClient.Rest.Authentication;

/// <summary>Gives each request a later timestamp than the one before, and a nonce of its own. Thread-safe.</summary>
/// <remarks>Servers are documented to refuse a timestamp that does not increase; two calls within a millisecond would collide.</remarks>
internal sealed class MAuthClock(TimeProvider time)
{
    private long _last;

    public DateTimeOffset NextTimestamp()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return DateTimeOffset.FromUnixTimeMilliseconds(next);
        }
    }

    /// <summary>16 hexadecimal characters, 64 random bits.</summary>
    public static string NextNonce() => Convert.ToHexString(RandomNumberGenerator.GetBytes(8)).ToLowerInvariant();
}
