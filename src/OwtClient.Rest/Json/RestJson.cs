using System.Text.Json;
using System.Text.Json.Serialization;
using OwtClient.Rest.Models;
using OwtClient.Rest.SampleService;

namespace OwtClient.Rest.Json;

/// <summary>JSON of all requests and answers. Absent members are left out: the server's schemas refuse null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LayoutAreaConverter)])]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(List<Service>))]
[JsonSerializable(typeof(NewService))]
[JsonSerializable(typeof(Room))]
[JsonSerializable(typeof(List<Room>))]
[JsonSerializable(typeof(NewRoom))]
[JsonSerializable(typeof(RoomOptions))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(Participant))]
[JsonSerializable(typeof(List<Participant>))]
[JsonSerializable(typeof(StreamInfo))]
[JsonSerializable(typeof(List<StreamInfo>))]
[JsonSerializable(typeof(IReadOnlyList<LayoutEntry>))]
[JsonSerializable(typeof(List<PatchOperation>))]
[JsonSerializable(typeof(NewStreamingIn))]
[JsonSerializable(typeof(NewStreamingOut))]
[JsonSerializable(typeof(NewRecording))]
[JsonSerializable(typeof(NewAnalytics))]
[JsonSerializable(typeof(ServerSubscription))]
[JsonSerializable(typeof(List<ServerSubscription>))]
[JsonSerializable(typeof(SipCall))]
[JsonSerializable(typeof(List<SipCall>))]
[JsonSerializable(typeof(NewSipCall))]
[JsonSerializable(typeof(NewCascading))]
[JsonSerializable(typeof(Bridges))]
[JsonSerializable(typeof(BridgesQuery))]
[JsonSerializable(typeof(SampleToken))]
[JsonSerializable(typeof(LegacyToken))]
[JsonSerializable(typeof(SampleStreamingIn))]
[JsonSerializable(typeof(StreamEngineQuery))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(bool))]
internal sealed partial class RestJson : JsonSerializerContext;
