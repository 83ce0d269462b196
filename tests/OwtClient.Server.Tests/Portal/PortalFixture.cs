using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Server.Faults;
using OwtClient.Server.Portal;
using OwtClient.Server.Rooms;
using OwtClient.Server.Tokens;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Portal;

/// <summary>A portal with one room, in virtual time, with connections in memory and no media.</summary>
internal sealed class PortalFixture
{
    private readonly TokenStore _tokens;
    private readonly PortalService _portal;
    private int _connections;

    public PortalFixture(
        RoomLimits? limits = null, PortalSettings? settings = null, bool mixesPublications = false, DateTimeOffset? start = null)
    {
        Time = new FakeTimeProvider(start ?? DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture));
        Faults = new FaultRules(Time);
        _tokens = new TokenStore(Time, TimeSpan.FromMinutes(3), new KeyedSignature("key"));
        Rooms = new RoomRegistry(Time, 10, (id, name) =>
        {
            var room = new Room(id, name, limits ?? new RoomLimits(100, 100)) { MixesPublications = mixesPublications };
            return new RoomController(room, Time, new ChangeSignal(), CreateMedia);
        });
        _portal = new PortalService(_tokens, Rooms, settings ?? new PortalSettings(), Faults, Time, NullLoggerFactory.Instance);
        Room = Rooms.FindOrCreate("sampleRoom")!;
    }

    public FakeTimeProvider Time { get; }

    public FaultRules Faults { get; }

    public PortalService Portal => _portal;

    /// <summary>The media side of <see cref="Room"/>.</summary>
    public FakeMediaAgent Media { get; private set; } = null!;

    public RoomRegistry Rooms { get; }

    public RoomController Room { get; }

    public string CreateToken(string user = "user", string role = "presenter", RoomController? room = null) =>
        _tokens.Create("127.0.0.1:1", secure: false, (room ?? Room).Id, user, role);

    public MemoryConnection Connect()
    {
        var socket = new MemoryConnection($"connection{++_connections}");
        socket.Portal = _portal.Accept(socket);
        return socket;
    }

    /// <summary>A connection on which somebody is logged in.</summary>
    public MemoryConnection Join(string user = "user", string role = "presenter", string sdkType = "C++", string protocol = "1.2")
    {
        var connection = Connect();
        var ack = connection.Request("login", LoginRequest(CreateToken(user, role), sdkType, protocol));
        Assert.Equal("ok", ack![0].GetString());
        connection.LoginResult = ack[1];
        return connection;
    }

    public static object LoginRequest(string token, string sdkType = "C++", string protocol = "1.2") =>
        new { token, userAgent = new { sdk = new { type = sdkType, version = "5.1" } }, protocol };

    /// <summary>
    /// Publishes audio (mid 0) and VP8 video (mid 1) up to the moment everybody knows, and forgets the notifications of it.
    /// </summary>
    public string Publish(MemoryConnection publisher, params MemoryConnection[] others)
    {
        var id = RequestPublish(publisher);
        ReportReady(id);
        Time.Advance(TimeSpan.FromMilliseconds(10));
        foreach (var connection in others.Append(publisher)) connection.Received.Clear();
        return id;
    }

    public static string RequestPublish(MemoryConnection publisher)
    {
        var sound = new { type = "audio", mid = "0", source = "mic" };
        var tracks = new object[] { sound, new { type = "video", mid = "1", source = "camera" } };
        var ack = publisher.Request("publish", new { media = new { tracks }, attributes = new { name = "cam" } });
        return ack![1].GetProperty("id").GetString()!;
    }

    public static JsonElement[]? RequestSubscribe(MemoryConnection subscriber, string from)
    {
        var tracks = new object[] { new { type = "audio", mid = "0", from }, new { type = "video", mid = "1", from } };
        return subscriber.Request("subscribe", new { media = new { tracks } });
    }

    private FakeMediaAgent CreateMedia(RoomController room)
    {
        var media = new FakeMediaAgent(new FaultyMediaEvents(room, room.OwnerOf, Faults));
        Media ??= media;
        return media;
    }

    /// <summary>Lets the media side report a publication ready.</summary>
    public void ReportReady(string id)
    {
        Media.Events.OnTransportReady(id);
        Media.Events.OnPublicationReady(id, id,
        [
            new StreamTrack($"{id}-0", MediaKind.Audio, "0") { Codec = RtpCodec.Opus, Source = "mic" },
            new StreamTrack($"{id}-1", MediaKind.Video, "1") { Codec = RtpCodec.Vp8, Source = "camera" },
        ]);
    }
}
