namespace OwtClient.Server.Portal.Versions;

/// <summary>The versions as clients name them.</summary>
internal static class ClientProtocols
{
    private static readonly string[] Names = ["1.0", "1.1", "1.2"]; // in the order of ClientProtocol

    public static IReadOnlyList<string> All => Names;

    /// <summary>The version with this name, or null.</summary>
    public static ClientProtocol? Find(string name) => Array.IndexOf(Names, name) is >= 0 and var index ? (ClientProtocol)index : null;
}
