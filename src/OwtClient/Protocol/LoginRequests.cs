using System.Reflection;
using System.Runtime.InteropServices;
using OwtClient.Protocol.Messages;

namespace OwtClient.Protocol;

/// <summary>Makes the login request, with all three parts of the user agent, which 4.x servers demand (PROTOCOL §0.3).</summary>
internal static class LoginRequests
{
    private static readonly string SdkVersion = typeof(LoginRequests).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static LoginRequest Create(string token, string sdkType, ProtocolVersion version) => new(
        token,
        new UserAgent(
            new AgentSdk(sdkType, SdkVersion),
            new AgentPart(".NET", Environment.Version.ToString()),
            new AgentPart(OperatingSystemName(), Environment.OSVersion.Version.ToString())),
        ProtocolVersions.NameOf(version));

    private static string OperatingSystemName() =>
        OperatingSystem.IsWindows() ? "Windows"
        : OperatingSystem.IsMacOS() ? "macOS"
        : OperatingSystem.IsLinux() ? "Linux"
        : RuntimeInformation.OSDescription;
}
