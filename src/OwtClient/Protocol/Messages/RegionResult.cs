namespace OwtClient.Protocol.Messages;

/// <summary>What a successful <c>get-region</c> answers.</summary>
internal sealed record RegionResult
{
    public string? Region { get; init; }
}
