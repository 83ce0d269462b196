namespace OwtClient.Cli.Management;

/// <summary>Where the management API is and who asks: from a profile file, or from the environment.</summary>
/// <remarks>Both have the same names: <c>OWT_URL</c>, <c>OWT_SERVICE_ID</c>, <c>OWT_SERVICE_KEY</c> and, for a self-signed certificate, <c>OWT_CERT_SHA256</c>.</remarks>
internal sealed record Profile(Uri Address, string ServiceId, string ServiceKey, string? CertificateSha256)
{
    private const int LargestFile = 64 * 1024; // characters; a profile has about 200
    private const UnixFileMode OthersMay =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Names the service only.</summary>
    public override string ToString() => $"service {ServiceId} at {Address}";

    /// <exception cref="CommandFailedException">Something is missing or malformed, or others may read the file.</exception>
    public static Profile FromFile(string path) => Parse(ReadFile(path), $"the profile {path}");

    /// <exception cref="CommandFailedException">Something is missing or malformed.</exception>
    public static Profile FromEnvironment(Func<string, string?> variable) => From(variable, "the environment");

    /// <summary>Reads the text of a profile: one <c>NAME=value</c> a line; lines that begin with <c>#</c> are remarks.</summary>
    /// <exception cref="CommandFailedException">Something is missing or malformed.</exception>
    public static Profile Parse(string text, string where)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var parts = line.Split('=', 2);
            if (parts.Length == 2 && !line.StartsWith('#')) values[parts[0].Trim()] = parts[1].Trim();
        }

        return From(values.GetValueOrDefault, where);
    }

    private static Profile From(Func<string, string?> value, string where)
    {
        string Needed(string name) => value(name) is { Length: > 0 } text ? text : throw new CommandFailedException($"{name} is missing in {where}.");

        if (!Uri.TryCreate(Needed("OWT_URL"), UriKind.Absolute, out var address)) throw new CommandFailedException($"OWT_URL in {where} is not an address.");
        return new Profile(address, Needed("OWT_SERVICE_ID"), Needed("OWT_SERVICE_KEY"), value("OWT_CERT_SHA256") is { Length: > 0 } pin ? pin : null);
    }

    private static string ReadFile(string path)
    {
        try
        {
            // On Windows the file inherits the access rules of its folder, which a mode cannot express.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMay) != 0)
                throw new CommandFailedException($"others may read or change {path}, which holds a key; do: chmod 600 {path}");

            using var file = File.OpenText(path);
            var text = new char[LargestFile + 1];
            var length = file.ReadBlock(text);
            return length <= LargestFile ? new string(text, 0, length) : throw new CommandFailedException($"{path} is too long for a profile.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"cannot read the profile {path}: {e.Message}", e);
        }
    }
}
