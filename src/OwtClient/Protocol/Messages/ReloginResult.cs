namespace OwtClient.Protocol.Messages;

/// <summary>What protocol 1.2 answers to a relogin (PROTOCOL §3.6).</summary>
internal sealed record ReloginResult
{
    public string? Ticket { get; init; }

    public BufferedMessage?[]? Messages { get; init; }
}
