using System.Text.Json;

namespace OwtClient.Signaling;

/// <summary>A notification of the portal.</summary>
/// <param name="name">Its name, for example <c>stream</c>.</param>
/// <param name="data">Its argument, or null when there was none. Independent of any buffer.</param>
public sealed class SignalingDataEventArgs(string name, JsonElement? data) : EventArgs
{
    /// <summary>Name of the notification, for example <c>stream</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Its argument, or null when there was none. JSON null (<c>drop</c>) is an element of kind Null.</summary>
    public JsonElement? Data { get; } = data;
}
