namespace OwtClient.InteropTests;

/// <summary>The npm packages of <c>Node/package.json</c>, installed once per run beside the tests.</summary>
internal static class NodeModules
{
    private static readonly SemaphoreSlim Gate = new(1, 1);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Node");

    /// <summary>Installs what is missing. Skips the test where node or npm is not installed.</summary>
    public static async Task<string> RequireAsync(CancellationToken cancellationToken)
    {
        var node = Programs.Require("node");
        var npm = Programs.Require("npm");
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules", "socket.io-4")))
            {
                await Programs.RunAsync(npm, Folder, cancellationToken, "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
            }
        }
        finally
        {
            Gate.Release();
        }

        return node;
    }
}
