using OwtClient.Rest.Models;

namespace OwtClient.Rest.Tests.Resources;

public class RoomsResourceTests
{
    private const string Id = "65a1b2c3d4e5f60718293a4b";

    /// <summary>A room as a server with default settings tells it, members of the database included.</summary>
    private const string Recorded =
        """
        {"mediaOut":{"video":{"parameters":{"resolution":["x3/4","x2/3","hd1080p"],"framerate":[6,12,15,24,30,48,60],"bitrate":["x0.8","x0.6"],
        "keyFrameInterval":[100,30,5,2,1]},"format":[{"codec":"vp8"},{"codec":"h264","profile":"CB"}]},"audio":[{"codec":"opus","sampleRate":48000,"channelNum":2},
        {"codec":"pcmu"}]},"mediaIn":{"audio":[{"codec":"opus","sampleRate":48000,"channelNum":2}],"video":[{"codec":"h264"},{"codec":"vp8"},{"codec":"vp9"}]},
        "transcoding":{"video":{"parameters":{"resolution":true,"framerate":true,"bitrate":true,"keyFrameInterval":true},"format":true},"audio":true},
        "notifying":{"participantActivities":true,"streamChange":true},"inputLimit":-1,"participantLimit":-1,"selectActiveAudio":false,
        "name":"standup","roles":[{"publish":{"video":true,"audio":true},"subscribe":{"video":true,"audio":true},"role":"presenter"},
        {"publish":{"video":false,"audio":false},"subscribe":{"video":true,"audio":true},"role":"viewer"}],
        "views":[{"label":"common","audio":{"vad":true,"format":{"codec":"opus"}},"video":{"maxInput":16,"bgColor":{"r":0,"g":0,"b":0}}},{"label":"sound","video":false}],
        "_id":"65a1b2c3d4e5f60718293a4b","__v":0,"id":"65a1b2c3d4e5f60718293a4b"}
        """;

    [Fact]
    public async Task Get_ReadsTheWholeConfiguration()
    {
        var room = await Endpoint.CallAsync(api => api.Rooms.GetAsync(Id), $"GET /v1/rooms/{Id}", null, Recorded);

        Assert.Equal((Id, "standup", -1, -1), (room.Id, room.Name, room.ParticipantLimit, room.InputLimit));
        Assert.Equal(["presenter", "viewer"], room.Roles!.Select(role => role.Name));
        Assert.False(room.Roles![1].Publish.Audio);
        Assert.Equal(["common", "sound"], room.Views!.Select(view => view.Label));
        Assert.Equal(System.Text.Json.JsonValueKind.False, room.Views![1].Video!.Value.ValueKind);
        Assert.Equal(new VideoFormat("h264", "CB"), room.MediaOut!.Video.Format[1]);
        Assert.Equal([6, 12, 15, 24, 30, 48, 60], room.MediaOut.Video.Parameters.Framerate!);
        Assert.Equal(new AudioFormat("opus", 48000, 2), room.MediaIn!.Audio[0]);
        Assert.True(room.Transcoding!.Video.Parameters.KeyFrameInterval);
        Assert.Equal(new Notifying(true, true), room.Notifying);
        Assert.Contains("__v", room.Other!.Keys); // what this version does not know is kept
    }

    [Fact]
    public async Task Create_SendsNameAndGivenOptionsAlone()
    {
        var options = new RoomOptions { ParticipantLimit = 20, Views = [new View { Label = "common" }], Roles = [new("guest", new(true, false), new(true, true))] };
        var room = await Endpoint.CallAsync(
            api => api.Rooms.CreateAsync("standup", options),
            "POST /v1/rooms",
            """
            {"name":"standup","options":{"participantLimit":20,"views":[{"label":"common"}],
            "roles":[{"role":"guest","publish":{"audio":true,"video":false},"subscribe":{"audio":true,"video":true}}]}}
            """,
            Recorded);
        Assert.Equal(Id, room.Id);
        await Endpoint.CallAsync(api => api.Rooms.CreateAsync("standup"), "POST /v1/rooms", """{"name":"standup"}""", Recorded);
    }

    [Fact]
    public Task Update_SendsWhatChangesAlone() =>
        Endpoint.CallAsync(
            api => api.Rooms.UpdateAsync(Id, new RoomOptions { Name = "retro", Sip = new SipAccount("sip.test", "room", "pw") }),
            $"PUT /v1/rooms/{Id}",
            """{"name":"retro","sip":{"sipServer":"sip.test","username":"room","password":"pw"}}""",
            Recorded);

    [Fact]
    public Task Delete_TakesTheServersText() => Endpoint.CallAsync(api => api.Rooms.DeleteAsync(Id), $"DELETE /v1/rooms/{Id}", null, "Room deleted");

    [Fact]
    public async Task List_FetchesAPageWhenTheReaderGetsThere()
    {
        using var client = new TestClient();
        client.Server.Answer("""[{"_id":"a"},{"_id":"b"}]""").Answer("""[{"_id":"c"}]""");
        var rooms = client.Api.Rooms.ListAsync(pageSize: 2).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Empty(client.Server.Requests);

        Assert.True(await rooms.MoveNextAsync());
        Assert.True(await rooms.MoveNextAsync());
        Assert.Single(client.Server.Requests);
        Assert.True(await rooms.MoveNextAsync());
        Assert.Equal("c", rooms.Current.Id);
        Assert.False(await rooms.MoveNextAsync());
        Assert.Equal(["/v1/rooms?page=1&per_page=2", "/v1/rooms?page=2&per_page=2"], client.Server.Requests.Select(request => request.PathAndQuery));
    }

    [Theory]
    [InlineData(1, 0)] // nothing at all
    [InlineData(2, 4)] // the last page is full
    public async Task List_EndsAtAnEmptyPage(int requests, int rooms)
    {
        using var client = new TestClient();
        if (rooms > 0) client.Server.Answer("""[{"_id":"a"},{"_id":"b"},{"_id":"c"},{"_id":"d"}]""");
        client.Server.Answer("[]");
        Assert.Equal(rooms, await CountAsync(client.Api, pageSize: 4));
        Assert.Equal(requests, client.Server.Requests.Count);
    }

    /// <summary>A server that answers every page with all its rooms must not be read for ever.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public async Task List_FromAServerWithoutPages_TellsEachRoomOnce(int pageSize, int requests)
    {
        using var client = new TestClient();
        const string all = """[{"_id":"a"},{"_id":"b"}]""";
        client.Server.Answer(all).Answer(all);
        Assert.Equal(2, await CountAsync(client.Api, pageSize));
        Assert.Equal(requests, client.Server.Requests.Count);
    }

    [Fact]
    public async Task List_StopsWhenCanceledBetweenPages()
    {
        using var client = new TestClient();
        using var stop = new CancellationTokenSource();
        client.Server.Answer("""[{"_id":"a"}]""").NeverAnswer();
        var rooms = client.Api.Rooms.ListAsync(pageSize: 1, stop.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await rooms.MoveNextAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rooms.MoveNextAsync().AsTask());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a%2fb")]
    [InlineData("rôom")]
    public async Task IdThatIsNone_NeverReachesTheServer(string id)
    {
        using var client = new TestClient();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Api.Rooms.GetAsync(id));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Api.Streams.DeleteAsync(Id, id));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Api.Recordings.DeleteAsync(Id, id));
        Assert.Empty(client.Server.Requests);
    }

    [Fact]
    public Task AddressWithAPath_GoesInFrontOfTheApis() =>
        Endpoint.CallAsync(
            api => api.Rooms.GetAsync(Id), $"GET /owt/v1/rooms/{Id}", null, Recorded, options => options with { Address = new Uri("https://proxy.test/owt/") });

    private static async Task<int> CountAsync(OwtManagementClient api, int pageSize)
    {
        var count = 0;
        await foreach (var _ in api.Rooms.ListAsync(pageSize, TestContext.Current.CancellationToken)) count++;
        return count;
    }
}
