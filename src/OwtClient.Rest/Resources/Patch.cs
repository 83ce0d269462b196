using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Builds the operations of change requests (PROTOCOL §8.6 to §8.9).</summary>
internal static class Patch
{
    public static PatchOperation Add(string path, string value) => new("add", path, JsonSerializer.SerializeToElement(value, RestJson.Default.String));

    public static PatchOperation Remove(string path, string value) => new("remove", path, JsonSerializer.SerializeToElement(value, RestJson.Default.String));

    public static PatchOperation Replace(string path, string value) => new("replace", path, JsonSerializer.SerializeToElement(value, RestJson.Default.String));

    public static PatchOperation Replace<T>(string path, T value, JsonTypeInfo<T> type) => new("replace", path, JsonSerializer.SerializeToElement(value, type));

    public static byte[] Content(params List<PatchOperation> operations) => ManagementTransport.Json(operations, RestJson.Default.ListPatchOperation);

    public static string Name(TrackKind kind) => kind == TrackKind.Audio ? "audio" : "video";

    /// <summary>The multiplier as the server compares it, text against text: one decimal, invariant (PROTOCOL §4.5).</summary>
    public static string Multiplier(double factor) => string.Create(CultureInfo.InvariantCulture, $"x{factor:0.0}");
}
