using System.Text.Json.Nodes;

namespace OwtClient.Rest.Tests;

/// <summary>Calls one endpoint against one recorded answer and checks the request that it makes.</summary>
internal static class Endpoint
{
    public static async Task<T> CallAsync<T>(
        Func<OwtManagementClient, Task<T>> call, string expectedRequest, string? expectedBody, string answer, Func<OwtManagementOptions, OwtManagementOptions>? vary = null)
    {
        using var client = new TestClient(vary);
        client.Server.Answer(answer);
        var result = await call(client.Api);
        Check(client.Server.Request, expectedRequest, expectedBody);
        return result;
    }

    /// <summary>For calls without a result.</summary>
    public static async Task CallAsync(Func<OwtManagementClient, Task> call, string expectedRequest, string? expectedBody, string answer)
    {
        await CallAsync(
            async api =>
            {
                await call(api);
                return 0;
            },
            expectedRequest,
            expectedBody,
            answer);
    }

    public static void Check(SeenRequest request, string expectedRequest, string? expectedBody)
    {
        Assert.Equal(expectedRequest, $"{request.Method} {request.PathAndQuery}");
        if (expectedBody is null)
        {
            Assert.Null(request.Body);
            return;
        }

        Assert.Equal("application/json", request.ContentType);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expectedBody), JsonNode.Parse(request.Body!)), $"expected {expectedBody}, sent {request.Body}");
    }
}
