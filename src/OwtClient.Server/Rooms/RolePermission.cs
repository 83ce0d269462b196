namespace OwtClient.Server.Rooms;

/// <summary>What a role may do in a room (PROTOCOL §8.4).</summary>
/// <param name="PublishAudio">May send sound.</param>
/// <param name="PublishVideo">May send pictures.</param>
/// <param name="SubscribeAudio">May receive sound.</param>
/// <param name="SubscribeVideo">May receive pictures.</param>
internal sealed record RolePermission(bool PublishAudio, bool PublishVideo, bool SubscribeAudio, bool SubscribeVideo)
{
    private static readonly Dictionary<string, RolePermission> ByRole = new(StringComparer.Ordinal)
    {
        ["presenter"] = new(true, true, true, true),
        ["viewer"] = new(false, false, true, true),
        ["audio_only_presenter"] = new(true, false, true, false),
        ["video_only_viewer"] = new(false, false, false, true),
        ["sip"] = new(true, true, true, true),
        ["admin"] = new(true, true, true, true),
    };

    /// <summary>The roles that a room has unless it is told others.</summary>
    public static IReadOnlyDictionary<string, RolePermission> Usual => ByRole;

    /// <summary>The permission of a role, or null when the role is unknown.</summary>
    public static RolePermission? Of(string role) => ByRole.GetValueOrDefault(role);

    public bool MayPublish(WebRtc.MediaKind kind) => kind == WebRtc.MediaKind.Audio ? PublishAudio : PublishVideo;

    public bool MaySubscribe(WebRtc.MediaKind kind) => kind == WebRtc.MediaKind.Audio ? SubscribeAudio : SubscribeVideo;
}
