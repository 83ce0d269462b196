namespace OwtClient.Protocol;

/// <summary>The versions this client speaks, and their names on the wire.</summary>
internal static class ProtocolVersions
{
    /// <summary>In the order in which they are tried.</summary>
    public static IReadOnlyList<ProtocolVersion> NewestFirst { get; } =
        [ProtocolVersion.Version12, ProtocolVersion.Version11, ProtocolVersion.Version10];

    /// <summary>The value of <c>protocol</c> in a login.</summary>
    public static string NameOf(ProtocolVersion version) => version switch
    {
        ProtocolVersion.Version10 => "1.0",
        ProtocolVersion.Version11 => "1.1",
        _ => "1.2",
    };
}
