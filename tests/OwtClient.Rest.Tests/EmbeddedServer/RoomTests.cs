using System.Net;
using System.Text;
using OwtClient.Rest.Authentication;
using OwtClient.Rest.Models;
using OwtClient.Tokens;

namespace OwtClient.Rest.Tests.EmbeddedServer;

public sealed class RoomTests : IAsyncLifetime
{
    private ServerFixture _fixture = null!;

    private OwtManagementClient Api => _fixture.Api;

    public async ValueTask InitializeAsync() => _fixture = await ServerFixture.StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Room_LivesAsTheApiSays()
    {
        var made = await Api.Rooms.CreateAsync("standup", new RoomOptions { ParticipantLimit = 2 });
        Assert.Equal(("standup", 2, -1), (made.Name, made.ParticipantLimit, made.InputLimit));
        Assert.Contains("presenter", made.Roles!.Select(role => role.Name));
        Assert.Equal(["common"], made.Views!.Select(view => view.Label));

        var changed = await Api.Rooms.UpdateAsync(made.Id, new RoomOptions { Name = "retro", InputLimit = 1 });
        Assert.Equal(("retro", 2, 1), (changed.Name, changed.ParticipantLimit, changed.InputLimit));
        Assert.Equal("retro", (await Api.Rooms.GetAsync(made.Id)).Name);

        await Api.Rooms.DeleteAsync(made.Id);
        await AssertRefusedAsync(ManagementError.RoomNotFound, () => Api.Rooms.GetAsync(made.Id));
        await AssertRefusedAsync(ManagementError.RoomNotFound, () => Api.Rooms.DeleteAsync(made.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task Pages_TellEachRoomOnceInTheOrderOfTheirIds(int pageSize)
    {
        for (var i = 0; i < 3; i++) await Api.Rooms.CreateAsync("same name");
        var ids = new List<string>();
        await foreach (var room in Api.Rooms.ListAsync(pageSize)) ids.Add(room.Id);
        Assert.Equal(_fixture.Server.Rooms.Select(room => room.Id).Order(StringComparer.Ordinal), ids);
        Assert.Equal(4, ids.Count);
    }

    [Fact]
    public async Task ConfigurationThatCannotBe_IsRefused()
    {
        await AssertRefusedAsync(ManagementError.BadRequest, () => Api.Rooms.CreateAsync("n", new RoomOptions { ParticipantLimit = -2 }));
        await AssertRefusedAsync(ManagementError.BadRequest, () => Api.Rooms.CreateAsync("n", new RoomOptions { Views = [] }));
        await AssertRefusedAsync(ManagementError.BadRequest, () => Api.Rooms.CreateAsync("n", new RoomOptions { Views = [new View { Label = "stage" }] }));
        await AssertRefusedAsync(ManagementError.BadRequest, () => Api.Rooms.CreateAsync("n", new RoomOptions { Roles = [new("", new(true, true), new(true, true))] }));
        var id = await _fixture.RoomIdAsync();
        await AssertRefusedAsync(ManagementError.BadRequest, async () => await Api.Rooms.UpdateAsync(id, new RoomOptions { InputLimit = -7 }));
    }

    /// <summary>A program may take a room's configuration, change what it likes and give it back.</summary>
    [Fact]
    public async Task View_IsTakenAsItIsTold()
    {
        var made = await Api.Rooms.CreateAsync("n", new RoomOptions { Views = [new View { Label = "common" }] });
        var changed = await Api.Rooms.UpdateAsync(made.Id, new RoomOptions { Views = made.Views, InputLimit = 3 });
        Assert.Equal(3, changed.InputLimit);
        Assert.Equal("vp8", Assert.Single(changed.Views!).Video!.Value.GetProperty("format").GetProperty("codec").GetString());
    }

    [Fact]
    public async Task Token_LeadsToThePortal()
    {
        var token = await Api.Tokens.CreateAsync(await _fixture.RoomIdAsync(), "Zoë", "presenter", new TokenOptions { SignUser = true });
        Assert.Equal(_fixture.Server.Url, ConferenceToken.Parse(token).Portal);
    }

    [Fact]
    public async Task Token_ForARoleThatTheRoomDoesNotHave_IsRefused()
    {
        var room = await Api.Rooms.CreateAsync("n", new RoomOptions { Roles = [new("guest", new(false, false), new(true, true))] });
        await Api.Tokens.CreateAsync(room.Id, "alice", "guest");
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => Api.Tokens.CreateAsync(room.Id, "alice", "presenter"));
        Assert.Equal((ManagementError.BadRequest, "Name or role not valid"), (failure.Error, failure.ServerMessage));
        await AssertRefusedAsync(ManagementError.RoomNotFound, () => Api.Tokens.CreateAsync("nosuchroom", "alice", "guest"));
    }

    /// <summary>What this server does not have is an empty list or a refusal that says so, never a pretence.</summary>
    [Fact]
    public async Task WhatTheServerDoesNotHave_IsSaid()
    {
        var id = await _fixture.RoomIdAsync();
        Assert.Empty(await Api.StreamingOuts.ListAsync(id));
        Assert.Empty(await Api.SipCalls.ListAsync(id));
        Assert.Empty(await Api.Analytics.ListAsync(id));
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => Api.StreamingIns.CreateAsync(id, new StreamingInConnection("rtsp://camera.test/1")));
        Assert.Equal((ManagementError.ClusterOperationFailed, "This server has no streaming-ins"), (failure.Error, failure.ServerMessage));
        await AssertRefusedAsync(ManagementError.NotFound, () => Api.StreamEngine.ListAsync(StreamEngineKind.Nodes));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"name\":7}")]
    [InlineData("{\"name\":\"\"}")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("{\"name\":\"n\",\"options\":7}")]
    [InlineData("{\"name\":\"n\",\"options\":{\"roles\":7}}")]
    [InlineData("{\"name\":\"n\",\"options\":{\"roles\":[7]}}")]
    [InlineData("{\"name\":\"n\",\"options\":{\"name\":null}}")]
    public async Task MalformedBody_IsABadRequest(string body)
    {
        var account = _fixture.Server.ManagementAccount!;
        using var http = new HttpClient(new MAuthHandler(new MAuthCredentials(account.ServiceId, account.ServiceKey)) { InnerHandler = new SocketsHttpHandler() });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(_fixture.Server.Url, "/v1/rooms"), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"code\":1201", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(ManagementError error, Func<Task> call) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<OwtManagementException>(call)).Error);
}
