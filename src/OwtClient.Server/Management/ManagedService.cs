using System.Text.Json.Nodes;

namespace OwtClient.Server.Management;

/// <summary>A service: an account that owns rooms.</summary>
internal sealed record ManagedService(string Id, string Name, string Key)
{
    public override string ToString() => $"service {Id}";

    /// <summary>Deviates from PROTOCOL §8.10: the original shows the key, encrypted; here it stays where it is.</summary>
    public JsonObject Describe() => new() { ["_id"] = Id, ["name"] = Name };
}
