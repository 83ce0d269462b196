using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Tests.Tokens;

public class TokenStoreTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);
    private readonly FakeTimeProvider _time = new();
    private readonly TokenStore _store;

    public TokenStoreTests() => _store = new TokenStore(_time, Lifetime, new KeyedSignature("key"));

    [Fact]
    public void Create_HasTheMembersAndSignatureOfTheProtocol()
    {
        var token = JsonDocument.Parse(Convert.FromBase64String(Create())).RootElement;

        Assert.Equal(["tokenId", "host", "secure", "signature"], token.EnumerateObject().Select(member => member.Name));
        Assert.True(ObjectId.IsValid(token.GetProperty("tokenId").GetString()!));
        Assert.Equal("127.0.0.1:8080", token.GetProperty("host").GetString());
        Assert.False(token.GetProperty("secure").GetBoolean());
        var signed = $"{token.GetProperty("tokenId")},127.0.0.1:8080,undefined";
        var hex = Convert.ToHexString(HMACSHA256.HashData("key"u8, Encoding.ASCII.GetBytes(signed))).ToLowerInvariant();
        var signature = token.GetProperty("signature").GetString()!;
        Assert.Equal(Convert.ToBase64String(Encoding.ASCII.GetBytes(hex)), signature);
        Assert.Equal(88, signature.Length);
    }

    [Fact]
    public void Redeem_GivesTheGrantOnce()
    {
        var token = Create();

        Assert.Equal(TokenStatus.Redeemed, Redeem(token, out var grant));
        Assert.Equal(("room", "alice", "presenter"), (grant!.RoomId, grant.User, grant.Role));
        Assert.Equal(TokenStatus.Unknown, Redeem(token, out _));
    }

    [Fact]
    public void Redeem_AtTheEndOfTheLifetime_Works_AfterIt_IsExpiredAndGone()
    {
        var (inTime, late) = (Create(), Create());

        _time.Advance(Lifetime);
        Assert.Equal(TokenStatus.Redeemed, Redeem(inTime, out _));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TokenStatus.Expired, Redeem(late, out _));
        Assert.Equal(TokenStatus.Unknown, Redeem(late, out _));
    }

    [Fact]
    public void Redeem_PurgesOtherTokensThatAreTooOld()
    {
        var (first, second) = (Create(), Create());

        _time.Advance(Lifetime + TimeSpan.FromMilliseconds(1));
        Assert.Equal(TokenStatus.Expired, Redeem(first, out _));
        Assert.Equal(TokenStatus.Unknown, Redeem(second, out _)); // went with the first lookup, as in the original
    }

    [Fact]
    public void Redeem_WithoutPaddingOrInTheUrlAlphabet_Works()
    {
        Assert.Equal(TokenStatus.Redeemed, Redeem(Create().TrimEnd('='), out _));
        Assert.Equal(TokenStatus.Redeemed, Redeem(Create().Replace('+', '-').Replace('/', '_'), out _));
    }

    [Fact]
    public void Redeem_OfAChangedHost_IsAWrongSignature()
    {
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(Create())).Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal);

        Assert.Equal(TokenStatus.WrongSignature, Redeem(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)), out _));
    }

    [Fact]
    public void Redeem_OfAnotherServersToken_IsAWrongSignature()
    {
        var other = new TokenStore(_time, Lifetime, KeyedSignature.WithRandomKey());

        Assert.Equal(
            TokenStatus.WrongSignature, Redeem(other.Create("127.0.0.1:8080", secure: false, "room", "alice", "presenter"), out _));
    }

    [Fact]
    public void Redeem_OfEveryTruncationAndSingleCharacterChange_NeverSucceedsAndNeverThrows()
    {
        var token = Create();
        for (var length = 0; length < token.TrimEnd('=').Length; length++) AssertRefused(token[..length]);
        for (var at = 0; at < token.TrimEnd('=').Length - 1; at++)
        {
            var changed = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            if (DecodesEqually(changed, token)) continue;
            AssertRefused(changed);
        }

        void AssertRefused(string text) =>
            Assert.Contains(Redeem(text, out _), (TokenStatus[])[TokenStatus.Malformed, TokenStatus.WrongSignature]);
    }

    /// <summary>Whether a change left alone what the signature covers: <c>secure</c> is not part of it.</summary>
    private static bool DecodesEqually(string left, string right)
    {
        var (one, two) = (Decode(left), Decode(right));
        return one is not null && one == two;

        static TokenText? Decode(string text) => TokenText.Decode(JsonSerializer.SerializeToElement(text), out _);
    }

    private string Create() => _store.Create("127.0.0.1:8080", secure: false, "room", "alice", "presenter");

    private TokenStatus Redeem(string token, out TokenGrant? grant) =>
        _store.Redeem(JsonSerializer.SerializeToElement(token), out grant, out _);
}
