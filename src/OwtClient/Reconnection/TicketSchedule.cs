using System.Text.Json;
using OwtClient.Tokens;

namespace OwtClient.Reconnection;

/// <summary>When a reconnection ticket wants to be refreshed (PROTOCOL §3.4, §3.5). Pure.</summary>
internal static class TicketSchedule
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortMargin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7); // what a timer takes, and beyond any real ticket

    /// <summary>
    /// How long after its receipt to refresh a ticket: a minute before it ends, or ten seconds before the end of a short one; null when its
    /// life cannot be read. Counted from the receipt, since the server's clock may be another.
    /// </summary>
    public static TimeSpan? RefreshAfter(string ticket)
    {
        if (LifetimeOf(ticket) is not { } lifetime) return null;
        var margin = lifetime > Margin ? Margin : ShortMargin;
        return lifetime > margin ? lifetime - margin : lifetime / 2;
    }

    private static TimeSpan? LifetimeOf(string ticket)
    {
        try
        {
            if (!LenientBase64.TryDecode(ticket, out var json, out _)) return null;
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("notBefore", out var from) || !from.TryGetInt64(out var notBefore)
                || !document.RootElement.TryGetProperty("notAfter", out var to) || !to.TryGetInt64(out var notAfter))
            {
                return null;
            }

            var milliseconds = (double)notAfter - notBefore;
            return milliseconds > 0 ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds)) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: not a number
        {
            return null;
        }
    }
}
