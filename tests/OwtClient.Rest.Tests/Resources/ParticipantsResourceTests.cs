using OwtClient.Rest.Models;

namespace OwtClient.Rest.Tests.Resources;

public class ParticipantsResourceTests
{
    private const string Path = "/v1/rooms/r/participants";

    private const string Recorded =
        """
        {"id":"d1f0e1c2b3a495867768594a3b2c1d0e","user":"alice","role":"presenter",
        "permission":{"publish":{"audio":true,"video":true},"subscribe":{"audio":true,"video":false}}}
        """;

    [Fact]
    public async Task List_ReadsPermissions()
    {
        var alice = Assert.Single(await Endpoint.CallAsync(api => api.Participants.ListAsync("r"), $"GET {Path}", null, $"[{Recorded}]"));
        Assert.Equal(
            new Participant("d1f0e1c2b3a495867768594a3b2c1d0e", "alice", "presenter", new(new(true, true), new(true, false))), alice);
    }

    [Fact]
    public async Task Get_ReadsOne()
    {
        var alice = await Endpoint.CallAsync(api => api.Participants.GetAsync("r", "p-1"), $"GET {Path}/p-1", null, Recorded);
        Assert.Equal("alice", alice.User);
    }

    public static TheoryData<Func<OwtManagementClient, Task<Participant>>, string, string> Changes => new()
    {
        { api => api.Participants.SetPublishPermissionAsync("r", "p", new(true, false)), "/permission/publish", """{"audio":true,"video":false}""" },
        { api => api.Participants.SetSubscribePermissionAsync("r", "p", new(false, true)), "/permission/subscribe", """{"audio":false,"video":true}""" },
        { api => api.Participants.AllowPublishingAsync("r", "p", TrackKind.Audio, allowed: false), "/permission/publish/audio", "false" },
        { api => api.Participants.AllowPublishingAsync("r", "p", TrackKind.Video, allowed: true), "/permission/publish/video", "true" },
        { api => api.Participants.AllowSubscribingAsync("r", "p", TrackKind.Audio, allowed: true), "/permission/subscribe/audio", "true" },
        { api => api.Participants.AllowSubscribingAsync("r", "p", TrackKind.Video, allowed: false), "/permission/subscribe/video", "false" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public Task PermissionChange_IsOneOperation(Func<OwtManagementClient, Task<Participant>> call, string path, string value) =>
        Endpoint.CallAsync(call, $"PATCH {Path}/p", $$"""[{"op":"replace","path":"{{path}}","value":{{value}}}]""", Recorded);

    [Fact]
    public Task Kick_TakesAnEmptyAnswer() => Endpoint.CallAsync(api => api.Participants.KickAsync("r", "p"), $"DELETE {Path}/p", null, "");
}
