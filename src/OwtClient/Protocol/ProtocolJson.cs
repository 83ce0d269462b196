using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OwtClient.Protocol.Messages;

namespace OwtClient.Protocol;

/// <summary>
/// JSON of all messages. Absent members are left out, never null: the portal refuses null and dies of some (PROTOCOL §2.5).
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginResult))]
[JsonSerializable(typeof(ReloginResult))]
[JsonSerializable(typeof(PublishRequest))]
[JsonSerializable(typeof(SubscribeRequest))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(SessionResult))]
[JsonSerializable(typeof(SoacRequest))]
[JsonSerializable(typeof(TextRequest))]
[JsonSerializable(typeof(SessionIdRequest))]
[JsonSerializable(typeof(StreamControlRequest))]
[JsonSerializable(typeof(SubscriptionControlRequest))]
[JsonSerializable(typeof(SubscriptionUpdate))]
[JsonSerializable(typeof(RegionRequest))]
[JsonSerializable(typeof(RegionResult))]
[JsonSerializable(typeof(ParticipantMessage))]
[JsonSerializable(typeof(StreamInfoMessage))]
[JsonSerializable(typeof(LayoutEntryMessage[]))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
