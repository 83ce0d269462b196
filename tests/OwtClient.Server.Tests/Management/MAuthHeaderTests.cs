using OwtClient.Server.Management;

namespace OwtClient.Server.Tests.Management;

public class MAuthHeaderTests
{
    /// <summary>Signed with <c>openssl dgst -sha256 -hmac 'topSecret+/='</c>.</summary>
    private const string Known =
        "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA256,mauth_serviceid=65a1b2c3d4e5f60718293a4b,"
        + "mauth_cnonce=0123456789abcdef,"
        + "mauth_timestamp=1700000000123,"
        + "mauth_signature=YmUyMjI1NTkyODk2OTIwNGUyZTdiMTY5YTFkZTQ2N2Q5MTJiNzA5ZThhZTMyMWI5NDU3YThjY2QxYTE2NmNiZA==";

    private const string KnownWithUser =
        "MAuth realm=x,mauth_username=Wm/Dqywg5pel5pys,mauth_role=presenter,mauth_serviceid=65a1b2c3d4e5f60718293a4b,"
        + "mauth_cnonce=0123456789abcdef,"
        + "mauth_timestamp=1700000000123,"
        + "mauth_signature=YjU4YTlkZGQ5YmYxYTVkMmNhNTFhNmU0ZmQ2YTZjZDZmNGQ4YmE3MDVmMjNiYThhZjgyNTAwOWU1MzNiN2M4NQ==";

    [Fact]
    public void KnownHeader_IsSignedWithItsKeyAlone()
    {
        var header = MAuthHeader.Parse(Known)!;
        Assert.Equal("65a1b2c3d4e5f60718293a4b", header.ServiceId);
        Assert.Null(header.User);
        Assert.True(header.IsSignedWith("topSecret+/="));
        Assert.False(header.IsSignedWith("topSecret+/"));
    }

    [Fact]
    public void KnownHeaderWithUser_TellsNameAndRole()
    {
        var header = MAuthHeader.Parse(KnownWithUser)!;
        Assert.Equal(("Zoë, 日本", "presenter"), (header.User, header.Role));
        Assert.True(header.IsSignedWith("topSecret+/="));
    }

    /// <summary>After the first, the order of the parts is free (PROTOCOL §8.2).</summary>
    [Fact]
    public void PartsInAnotherOrder_AreTheSame()
    {
        var parts = Known.Split(',');
        Assert.True(MAuthHeader.Parse(string.Join(',', [parts[0], .. parts.Skip(1).Reverse()]))!.IsSignedWith("topSecret+/="));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic YTpi")]
    [InlineData("MAuth realm=x")]
    [InlineData("MAuth realm=x,mauth_serviceid=a,mauth_cnonce=b,mauth_timestamp=1")]
    [InlineData("MAuth realm=x,mauth_serviceid=a,mauth_cnonce=b,mauth_timestamp=1,mauth_signature=c,mauth_role=d")]
    [InlineData("MAuth realm=x,mauth_serviceid=a,mauth_serviceid=a,mauth_cnonce=b,mauth_timestamp=1,mauth_signature=c")]
    [InlineData("MAuth realm=x,,mauth_serviceid=a,mauth_cnonce=b,mauth_timestamp=1,mauth_signature=c")]
    [InlineData("mauth_serviceid=a,MAuth realm=x,mauth_cnonce=b,mauth_timestamp=1,mauth_signature=c")]
    public void HeaderThatIsNone_IsNull(string? header) => Assert.Null(MAuthHeader.Parse(header));

    /// <summary>Every truncation, and every change of what is signed or signs, makes the signature wrong or the header none.</summary>
    [Fact]
    public void TruncatedOrChangedHeader_IsNotSigned()
    {
        for (var length = 0; length < Known.Length; length++)
            Assert.False(MAuthHeader.Parse(Known[..length])?.IsSignedWith("topSecret+/=") ?? false);
        for (var at = Known.IndexOf("mauth_cnonce", StringComparison.Ordinal); at < Known.Length; at++)
        {
            var changed = Known.ToCharArray();
            changed[at] = changed[at] == 'x' ? 'y' : 'x';
            var header = MAuthHeader.Parse(new string(changed));
            Assert.True(header is null || !header.IsSignedWith("topSecret+/=") || IsInUnreadPrefix(at), $"character {at}");
        }
    }

    /// <summary>The first six characters of a part are cut off unread.</summary>
    private static bool IsInUnreadPrefix(int at) => at - (Known.LastIndexOf(',', at) + 1) < 6;
}
