using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Rooms;

namespace OwtClient.Server.Management;

/// <summary>The configuration of a room as the management API shows it (PROTOCOL §8.4), and what of it this server acts on.</summary>
/// <remarks>
/// Acted on: <c>participantLimit</c>, <c>inputLimit</c>, <c>roles</c>. <c>views</c> is the one view that rooms have; a request for others
/// is refused. Everything else is kept and shown, without effect: nothing is transcoded either. Immutable.
/// </remarks>
internal sealed class RoomSettings
{
    private static readonly string[] Known =
    [
        "name", "participantLimit", "inputLimit", "roles", "views", "mediaIn", "mediaOut", "transcoding", "notifying", "selectActiveAudio",
        "enableBandwidthAdaptation", "sip",
    ];

    private readonly JsonObject _members;

    private RoomSettings(JsonObject members, int participantLimit, int inputLimit, IReadOnlyDictionary<string, RolePermission> roles) =>
        (_members, ParticipantLimit, InputLimit, Roles) = (members, participantLimit, inputLimit, roles);

    /// <summary>-1 for any number.</summary>
    public int ParticipantLimit { get; }

    /// <summary>-1 for any number.</summary>
    public int InputLimit { get; }

    public IReadOnlyDictionary<string, RolePermission> Roles { get; }

    public static RoomSettings Default(string name) => Read(new JsonObject
    {
        ["name"] = name,
        ["participantLimit"] = -1,
        ["inputLimit"] = -1,
        ["roles"] = new JsonArray([.. RolePermission.Usual.Select(role => Describe(role.Key, role.Value))]),
        ["views"] = ViewSettings.Describe(),
        ["notifying"] = new JsonObject { ["participantActivities"] = true, ["streamChange"] = true },
        ["transcoding"] = new JsonObject { ["audio"] = false, ["video"] = NoVideoTranscoding() },
    });

    /// <summary>Replaces members whole; those that the API does not know are left out.</summary>
    /// <exception cref="FormatException">A member that matters here is malformed; the text says which.</exception>
    public RoomSettings With(JsonElement changes)
    {
        var members = (JsonObject)_members.DeepClone();
        foreach (var name in Known)
        {
            if (changes.TryGetProperty(name, out var value)) members[name] = NodeOf(value);
        }

        return Read(members);
    }

    public JsonObject Describe(string id)
    {
        var description = (JsonObject)_members.DeepClone();
        if (description["sip"] is JsonObject sip) sip.Remove("password"); // whoever needs it has it
        description["_id"] = id;
        description["id"] = id;
        return description;
    }

    /// <summary>What fits into the room: no more than the server allows.</summary>
    public RoomLimits Limits(RoomLimits most) => most with
    {
        Participants = ParticipantLimit < 0 ? most.Participants : Math.Min(ParticipantLimit, most.Participants),
        Inputs = InputLimit < 0 ? most.Inputs : Math.Min(InputLimit, most.Inputs),
    };

    public static JsonObject Describe(string role, RolePermission permission) => new()
    {
        ["role"] = role,
        ["publish"] = new JsonObject { ["audio"] = permission.PublishAudio, ["video"] = permission.PublishVideo },
        ["subscribe"] = new JsonObject { ["audio"] = permission.SubscribeAudio, ["video"] = permission.SubscribeVideo },
    };

    private static JsonNode? NodeOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(value.GetRawText());

    private static RoomSettings Read(JsonObject members)
    {
        if (TextOf(members["name"]).Length == 0) throw new FormatException("name is not a text");
        if (!ViewSettings.AreThose(members["views"]))
            throw new FormatException("views is not the view common with the settings it has here: every room has it, and no other");
        members["views"] = ViewSettings.Describe();
        return new RoomSettings(members, Limit(members, "participantLimit"), Limit(members, "inputLimit"), ReadRoles(members["roles"]));
    }

    private static string TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static int Limit(JsonObject members, string name)
    {
        if (members[name] is JsonValue value && value.TryGetValue<int>(out var limit) && limit >= -1) return limit;
        throw new FormatException($"{name} is not a number from -1 on");
    }

    private static Dictionary<string, RolePermission> ReadRoles(JsonNode? roles)
    {
        var permissions = new Dictionary<string, RolePermission>(StringComparer.Ordinal);
        foreach (var role in roles as JsonArray ?? throw new FormatException("roles is not an array"))
        {
            var name = TextOf((role as JsonObject)?["role"]);
            var (publish, subscribe) = (Flags(role, "publish"), Flags(role, "subscribe"));
            var permission = new RolePermission(publish.Audio, publish.Video, subscribe.Audio, subscribe.Video);
            if (name.Length == 0 || !permissions.TryAdd(name, permission))
                throw new FormatException("roles has an entry without a name of its own");
        }

        return permissions;
    }

    private static (bool Audio, bool Video) Flags(JsonNode? role, string direction)
    {
        var media = (role as JsonObject)?[direction] as JsonObject;
        return (Flag(media?["audio"]), Flag(media?["video"]));
    }

    private static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static JsonObject NoVideoTranscoding() => new()
    {
        ["format"] = false,
        ["parameters"] = new JsonObject
        {
            ["resolution"] = false, ["framerate"] = false, ["bitrate"] = false, ["keyFrameInterval"] = false,
        },
    };
}
