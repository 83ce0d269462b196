using Microsoft.AspNetCore.Cors.Infrastructure;

namespace OwtClient.Server.Http;

/// <summary>Which web pages may call the server from a browser.</summary>
internal static class CorsRules
{
    public static void Apply(CorsPolicyBuilder policy, IReadOnlyList<string> allowedOrigins) =>
        policy.SetIsOriginAllowed(origin => IsAllowed(origin, allowedOrigins)).AllowAnyHeader().AllowAnyMethod().AllowCredentials();

    /// <summary>Pages from this machine may, and those that are listed.</summary>
    public static bool IsAllowed(string origin, IReadOnlyList<string> allowedOrigins) =>
        allowedOrigins.Contains("*") ||
        allowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase) ||
        (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Scheme is "http" or "https");
}
