using System.Text.Json;

namespace OwtClient.Server.Tokens;

/// <summary>Issues tokens and takes them back: signed, short-lived, good for one login (PROTOCOL §1).</summary>
/// <remarks>Thread-safe. Holds at most <see cref="Capacity"/> unused tokens; the oldest go first.</remarks>
internal sealed class TokenStore(TimeProvider time, TimeSpan lifetime, KeyedSignature signature)
{
    public const int Capacity = 100_000;

    private readonly object _gate = new();
    private readonly Dictionary<string, TokenGrant> _unused = [];
    private readonly Queue<string> _byAge = new();

    /// <summary>Issues a token that leads to the portal at <paramref name="host"/> (name or address and port, no scheme).</summary>
    public string Create(string host, bool secure, string roomId, string user, string role)
    {
        var now = time.GetUtcNow();
        var id = ObjectId.Create(now);
        lock (_gate)
        {
            PurgeLocked(now);
            if (_byAge.Count >= Capacity) _unused.Remove(_byAge.Dequeue());
            _unused.Add(id, new TokenGrant(roomId, user, role, now));
            _byAge.Enqueue(id);
        }

        return new TokenText(id, host, secure, signature.Sign(TokenText.Signed(id, host))).Encode();
    }

    /// <summary>Takes a token. A token that was found is used up, whatever happens to the login afterwards (PROTOCOL §1.4).</summary>
    public TokenStatus Redeem(JsonElement? token, out TokenGrant? grant, out string error)
    {
        grant = null;
        var text = TokenText.Decode(token, out error);
        if (text is null) return TokenStatus.Malformed;
        if (!signature.IsValid(TokenText.Signed(text.TokenId, text.Host), text.Signature)) return TokenStatus.WrongSignature;

        var now = time.GetUtcNow();
        lock (_gate)
        {
            var known = _unused.Remove(text.TokenId, out grant);
            PurgeLocked(now);
            if (!known) return TokenStatus.Unknown;
        }

        return now - grant!.CreatedAt > lifetime ? TokenStatus.Expired : TokenStatus.Redeemed;
    }

    private void PurgeLocked(DateTimeOffset now)
    {
        while (_byAge.TryPeek(out var oldest))
        {
            if (_unused.TryGetValue(oldest, out var grant) && now - grant.CreatedAt <= lifetime) return;
            _unused.Remove(oldest);
            _byAge.Dequeue();
        }
    }
}
