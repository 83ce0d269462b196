using System.Text.Json;
using System.Text.Json.Serialization;
using OwtClient.Server.Faults;

namespace OwtClient.Server.Http;

/// <summary>How faults look in JSON: camel case, times as <c>…Ms</c>.</summary>
internal static class FaultJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, // a misspelt member would be a fault that never happens
    };

    public static object Describe(Fault fault) => new
    {
        fault.Id,
        Act = JsonNamingPolicy.CamelCase.ConvertName(fault.Rule.Act.ToString()),
        fault.Rule.Name,
        fault.Rule.Status,
        fault.Rule.Participant,
        fault.Rule.Skip,
        fault.Rule.Count,
        Fired = fault.FiredCount,
    };
}
