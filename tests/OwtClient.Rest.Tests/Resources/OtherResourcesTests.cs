using System.Text.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Tests.Resources;

public class OtherResourcesTests
{
    private const string Service = """{"_id":"65a1b2c3d4e5f60718293a4b","name":"app","key":"0123","encrypted":true,"rooms":[],"__v":0}""";

    [Fact]
    public async Task Services_ListGetCreateDelete()
    {
        var service = Assert.Single(await Endpoint.CallAsync(api => api.Services.ListAsync(), "GET /services", null, $"[{Service}]"));
        Assert.Equal(("65a1b2c3d4e5f60718293a4b", "app"), (service.Id, service.Name));
        await Endpoint.CallAsync(api => api.Services.GetAsync("s1"), "GET /services/s1", null, Service);
        await Endpoint.CallAsync(api => api.Services.CreateAsync("app", "secret"), "POST /services", """{"name":"app","key":"secret"}""", Service);
        await Endpoint.CallAsync(api => api.Services.DeleteAsync("s1"), "DELETE /services/s1", null, "Service deleted");
    }

    [Fact]
    public async Task Tokens_Create_ReturnsTheTextUnchangedButForBlanksAround()
    {
        var token = await Endpoint.CallAsync(
            api => api.Tokens.CreateAsync("r", "alice", "presenter"), "POST /v1/rooms/r/tokens", """{"user":"alice","role":"presenter"}""", "eyJ0b2tlbklkIjoiMSJ9\n");
        Assert.Equal("eyJ0b2tlbklkIjoiMSJ9", token);
        await Endpoint.CallAsync(
            api => api.Tokens.CreateAsync("r", "alice", "viewer", new TokenOptions { Preference = new("isp", "eu"), Domain = "d" }),
            "POST /v1/rooms/r/tokens",
            """{"user":"alice","role":"viewer","preference":{"isp":"isp","region":"eu"},"domain":"d"}""",
            "token");
    }

    [Fact]
    public async Task Tokens_CreateForASignedUser_SignsBoth()
    {
        using var client = new TestClient();
        client.Server.Answer("token");
        await client.Api.Tokens.CreateAsync("r", "alice", "viewer", new TokenOptions { SignUser = true }, TestContext.Current.CancellationToken);
        Assert.Contains(",mauth_username=YWxpY2U=,mauth_role=viewer,", client.Server.Request.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cascading_StartAndBridges()
    {
        var options = new CascadingOptions
        {
            EventBridgeAddress = "192.0.2.1", EventBridgePort = 7700, Room = "other", Token = "t", MediaBridgeAddress = "192.0.2.2", MediaBridgePort = 7701,
            TargetCluster = "b", SelfCluster = "a",
        };
        await Endpoint.CallAsync(
            api => api.Cascading.StartAsync("r", options),
            "POST /v1/rooms/r/cascading",
            """
            {"options":{"evIP":"192.0.2.1","evPort":7700,"room":"other","token":"t","mediaIP":"192.0.2.2","mediaPort":7701,"targetCluster":"b","selfCluster":"a"}}
            """,
            "ok");

        const string recorded = """{"eventbridgeip":"192.0.2.1","eventbridgeport":7700,"mediabridgeip":"192.0.2.2","mediabridgeport":"7701"}""";
        var bridges = await Endpoint.CallAsync(api => api.Cascading.GetBridgesAsync("r"), "GET /v1/rooms/r/bridges", null, recorded);
        Assert.Equal(
            ("192.0.2.1", 7700, "192.0.2.2", 7701),
            (bridges.EventBridgeAddress, bridges.EventBridgePort, bridges.MediaBridgeAddress, bridges.MediaBridgePort));
        await Endpoint.CallAsync(api => api.Cascading.GetBridgesAsync("r", "b"), "GET /v1/rooms/r/bridges", """{"targetCluster":"b"}""", recorded);
    }

    [Theory]
    [InlineData(StreamEngineKind.Publications, "publications")]
    [InlineData(StreamEngineKind.Subscriptions, "subscriptions")]
    [InlineData(StreamEngineKind.Processors, "processors")]
    [InlineData(StreamEngineKind.Participants, "participants")]
    public async Task StreamEngine_PassesJsonBothWays(StreamEngineKind kind, string name)
    {
        var thing = JsonSerializer.SerializeToElement(new { type = "video", domain = "d" });
        var path = $"/v1.1/stream-engine/{name}";
        var list = await Endpoint.CallAsync(api => api.StreamEngine.ListAsync(kind), $"GET {path}", null, """[{"id":"1"}]""");
        Assert.Equal("1", list[0].GetProperty("id").GetString());
        await Endpoint.CallAsync(
            api => api.StreamEngine.ListAsync(kind, thing), $"GET {path}", """{"query":{"type":"video","domain":"d"}}""", "[]");
        await Endpoint.CallAsync(api => api.StreamEngine.GetAsync(kind, "x1"), $"GET {path}/x1", null, """{"id":"x1"}""");
        await Endpoint.CallAsync(api => api.StreamEngine.AddAsync(kind, thing), $"POST {path}", """{"type":"video","domain":"d"}""", """{"id":"x1"}""");
        await Endpoint.CallAsync(api => api.StreamEngine.DeleteAsync(kind, "x1"), $"DELETE {path}/x1", null, "");
    }

    [Fact]
    public async Task StreamEngine_TokensAndNodes()
    {
        await Endpoint.CallAsync(
            api => api.StreamEngine.CreateTokenAsync("alice", "presenter", new TokenOptions { Domain = "d" }),
            "POST /v1.1/stream-engine/tokens",
            """{"user":"alice","role":"presenter","domain":"d"}""",
            "token");
        await Endpoint.CallAsync(api => api.StreamEngine.ListAsync(StreamEngineKind.Nodes), "GET /v1.1/stream-engine/nodes", null, "[]");

        using var client = new TestClient();
        await Assert.ThrowsAsync<ArgumentException>(() => client.Api.StreamEngine.GetAsync(StreamEngineKind.Nodes, "n"));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Api.StreamEngine.DeleteAsync(StreamEngineKind.Nodes, "n"));
        Assert.Empty(client.Server.Requests);
    }
}
