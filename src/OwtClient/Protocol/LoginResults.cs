using System.Text.Json;
using OwtClient.Conference;
using OwtClient.Protocol.Messages;

namespace OwtClient.Protocol;

/// <summary>Reads the answer to a login.</summary>
internal static class LoginResults
{
    /// <summary>The result, or null when it is malformed or names no participant.</summary>
    public static LoginResult? Read(JsonElement? reply)
    {
        try
        {
            return reply?.Deserialize(ProtocolJson.Default.LoginResult) is { Id: not null } result ? result : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: a text that is not Unicode
        {
            return null;
        }
    }

    /// <summary>What the role may do; what the server does not mention is not allowed.</summary>
    public static Permission PermissionOf(LoginResult login) => new(Media(login.Permission?.Publish), Media(login.Permission?.Subscribe));

    private static MediaPermission Media(MediaPermissionMessage? message) => new(message?.Audio ?? false, message?.Video ?? false);
}
