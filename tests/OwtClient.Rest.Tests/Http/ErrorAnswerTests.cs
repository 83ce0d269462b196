using System.Net;

namespace OwtClient.Rest.Tests.Http;

public class ErrorAnswerTests
{
    /// <summary>The whole table of PROTOCOL §8.3, and the texts that tell a malformed request answered with 500.</summary>
    [Theory]
    [InlineData(404, 1001, "Not found", ManagementError.NotFound, ManagementFault.Request)]
    [InlineData(404, 1002, "Service not found", ManagementError.ServiceNotFound, ManagementFault.Request)]
    [InlineData(404, 1003, "Room not found", ManagementError.RoomNotFound, ManagementFault.Request)]
    [InlineData(404, 1004, "Stream not found", ManagementError.StreamNotFound, ManagementFault.Request)]
    [InlineData(404, 1005, "Participant not found", ManagementError.ParticipantNotFound, ManagementFault.Request)]
    [InlineData(401, 1101, "WWW-Authenticate: MAuth", ManagementError.AuthenticationFailed, ManagementFault.Request)]
    [InlineData(403, 1102, "Permission denied", ManagementError.AccessForbidden, ManagementFault.Request)]
    [InlineData(400, 1201, "Bad request", ManagementError.BadRequest, ManagementFault.Request)]
    [InlineData(500, 1301, "Operation failed", ManagementError.ClusterOperationFailed, ManagementFault.Unknown)]
    [InlineData(500, 1301, "RPC:addServerSideSubscription failed", ManagementError.ClusterOperationFailed, ManagementFault.Unknown)]
    [InlineData(500, 1301, "Failed to get portal", ManagementError.ClusterOperationFailed, ManagementFault.Server)]
    [InlineData(500, 2001, "Error MediaOut conflicts with View Setting", ManagementError.Internal, ManagementFault.Request)]
    [InlineData(500, 2001, "Cast to ObjectId failed for value", ManagementError.Internal, ManagementFault.Request)]
    [InlineData(500, 2001, "connection pool destroyed", ManagementError.Internal, ManagementFault.Server)]
    [InlineData(418, 4711, "from the future", (ManagementError)4711, ManagementFault.Request)]
    public async Task Refusal_KeepsStatusCodeTextMethodAndPath(int status, int code, string text, ManagementError error, ManagementFault fault)
    {
        using var client = new TestClient();
        client.Server.Refuse((HttpStatusCode)status, code, text);
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Rooms.ListAsync().GetAsyncEnumerator().MoveNextAsync().AsTask());

        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.Equal(error, failure.Error);
        Assert.Equal(fault, failure.Fault);
        Assert.Equal(text, failure.ServerMessage);
        Assert.Equal("GET", failure.Method!.Method);
        Assert.Equal("/v1/rooms", failure.Path); // without the query
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no text")]
    [InlineData("Bad Gateway", "Bad Gateway")]
    [InlineData("<html>", "<html>")]
    [InlineData("[]", "[]")]
    [InlineData("{\"error\":1}", "{\"error\":1}")]
    [InlineData("{\"error\":{}}", "no text")]
    [InlineData("{\"error\":{\"code\":\"x\",\"message\":7}}", "no text")]
    [InlineData("{\"error\":{\"code\":1e99,\"message\":\"m\"}}", "m")]
    [InlineData("{\"error\":{\"message\":\"\\ud800\"}}", "no text")]
    public async Task AnswerOfAnotherForm_IsQuoted(string body, string text)
    {
        using var client = new TestClient();
        client.Server.Answer(body, HttpStatusCode.BadGateway, "text/html");
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Rooms.GetAsync("r"));

        Assert.Equal(ManagementError.None, failure.Error);
        Assert.Equal(ManagementFault.Server, failure.Fault);
        Assert.Equal(text, failure.ServerMessage);
    }

    [Fact]
    public async Task LongAnswerOfAnotherForm_IsQuotedInPart()
    {
        using var client = new TestClient();
        client.Server.Answer(new string('x', 5000), HttpStatusCode.BadGateway);
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Rooms.GetAsync("r"));
        Assert.Equal(new string('x', 200) + "…", failure.ServerMessage);
    }

    [Fact]
    public async Task Redirection_IsARefusal()
    {
        using var client = new TestClient();
        client.Server.Answer("", HttpStatusCode.Found);
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Rooms.GetAsync("r"));
        Assert.Equal(HttpStatusCode.Found, failure.StatusCode);
    }

    [Fact]
    public async Task FailedCreation_AdvisesToLookBeforeTryingAgain()
    {
        using var client = new TestClient();
        client.Server.Refuse(HttpStatusCode.InternalServerError, 1301, "RPC:addServerSideSubscription failed");
        var failure = await Assert.ThrowsAsync<OwtManagementException>(
            () => client.Api.Recordings.CreateAsync("r", new() { Audio = new("s") }));

        Assert.True(failure.MayHaveCompleted);
        Assert.Contains("list before trying again", failure.Message, StringComparison.Ordinal);
    }
}
