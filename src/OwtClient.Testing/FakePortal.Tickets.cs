using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OwtClient.Testing;

/// <content>Reconnection tickets and what is replayed after a relogin (PROTOCOL §3.4 to §3.6).</content>
public sealed partial class FakePortal
{
    private readonly List<(string Name, string? Data)> _kept = [];
    private int _tickets;

    /// <summary>How long tickets live; null (the default) for a server that gives none, so that a lost connection is lost for good.</summary>
    public TimeSpan? TicketLifetime { get; set; }

    /// <summary>The server's words when it does not give the place back, or null (the default) when it does.</summary>
    public string? ReloginRefusal { get; set; }

    /// <summary>How many of the oldest notifications are not kept for a replay any more. The default value is 0.</summary>
    public int Forgotten { get; set; }

    /// <summary>
    /// Tells the client something, or, while it has no connection, keeps it until it is back. Both count for the numbers of the replay,
    /// which is everything since login, as real servers do it.
    /// </summary>
    /// <param name="name">Name of the notification.</param>
    /// <param name="data">Its argument as JSON text, or null for none.</param>
    public void Notify(string name, string? data)
    {
        lock (_kept) _kept.Add((name, data));
        if (_signaling.IsConnected) _signaling.Push(name, data);
    }

    /// <summary>Answers a relogin, as it does by itself: with everything said since login, or with <see cref="ReloginRefusal"/>.</summary>
    /// <param name="request">The relogin.</param>
    public void Resume(FakeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (ReloginRefusal is { } refusal)
        {
            request.Refuse(refusal);
            return;
        }

        string[] messages;
        lock (_kept)
        {
            messages = [.. _kept.Select((kept, i) =>
                $$"""{"event":"{{JsonEncodedText.Encode(kept.Name)}}","data":{{kept.Data ?? "null"}},"seq":{{i + 1}}}""").Skip(Forgotten)];
        }

        request.Acknowledge($$"""{"ticket":"{{NewTicket()}}","messages":[{{string.Join(',', messages)}}]}""");
    }

    private string NewTicket()
    {
        var from = DateTimeOffset.UnixEpoch; // the client counts from the receipt
        var ticket = new JsonObject
        {
            ["participantId"] = ParticipantId,
            ["ticketId"] = $"ticket-{Interlocked.Increment(ref _tickets)}",
            ["notBefore"] = from.ToUnixTimeMilliseconds(),
            ["notAfter"] = (from + (TicketLifetime ?? TimeSpan.FromMinutes(10))).ToUnixTimeMilliseconds(),
            ["signature"] = "c2lnbmF0dXJl",
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(ticket.ToJsonString()));
    }
}
