using System.Text;

namespace OwtClient.Rest.Tests.Http;

public class MalformedAnswerTests
{
    private const string Stream =
        """{"id":"s","type":"forward","media":{"audio":{"status":"active","format":{"codec":"opus","sampleRate":48000,"channelNum":2}},"video":false},"info":{"owner":"p","inViews":["common"]}}""";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("<html>hello</html>")]
    [InlineData("""{"id":{}}""")]
    [InlineData("""{"id":"s","media":7}""")]
    [InlineData("""{"id":"s","info":{"inViews":"common"}}""")]
    [InlineData("""{"id":"s","info":{"attributes":{"name":"\ud800"}}}""")]
    [InlineData("""{"id":"s","info":{"attributes":{"\ud800":1}}}""")]
    public async Task OtherThanAStream_IsAManagementException(string answer)
    {
        using var client = new TestClient();
        client.Server.Answer(answer);
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Streams.GetAsync("r", "s"));
        Assert.Equal("/v1.1/rooms/r/streams/s", failure.Path);
        Assert.Equal(ManagementError.None, failure.Error);
    }

    /// <summary>Callers go through lists without looking for null.</summary>
    [Theory]
    [InlineData("[null]")]
    [InlineData("""[{"id":"p","user":"u","role":"r","permission":{"publish":{},"subscribe":{}}},null]""")]
    public async Task ListWithNull_IsAManagementException(string answer)
    {
        using var client = new TestClient();
        client.Server.Answer(answer);
        await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Participants.ListAsync("r"));
    }

    /// <summary>Every truncation fails in the one documented way; every single-byte change is either read or fails in it.</summary>
    [Fact]
    public async Task TruncatedOrChangedAnswer_IsReadOrAManagementException()
    {
        var bytes = Encoding.UTF8.GetBytes(Stream);
        for (var length = 0; length < bytes.Length; length++)
        {
            using var client = new TestClient();
            client.Server.Answer(Encoding.UTF8.GetString(bytes, 0, length));
            await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Streams.GetAsync("r", "s"));
        }

        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0x15;
            using var client = new TestClient();
            client.Server.Answer(Encoding.UTF8.GetString(changed));
            var failure = await Record.ExceptionAsync(() => client.Api.Streams.GetAsync("r", "s"));
            Assert.True(failure is null or OwtManagementException, $"byte {at}: {failure}");
        }
    }

    /// <summary>What does not fit may be a secret: the message says where it stands and nothing else.</summary>
    [Fact]
    public async Task MalformedAnswer_IsNotQuoted()
    {
        using var client = new TestClient();
        client.Server.Answer("""[{"_id":"x","name":"s","key":{"hidden":"swordfish"}}]""");
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Services.ListAsync());
        Assert.DoesNotContain("swordfish", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("$[0].key", failure.Message, StringComparison.Ordinal);
    }
}
