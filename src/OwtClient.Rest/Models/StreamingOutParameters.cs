namespace OwtClient.Rest.Models;

/// <summary>Segmenting of an HLS or DASH streaming-out; null members take the server's defaults (PROTOCOL §8.8).</summary>
public sealed record StreamingOutParameters
{
    /// <summary><c>PUT</c> (default) or <c>POST</c>.</summary>
    public string? Method { get; init; }

    /// <summary>HLS segment length in seconds; 2 by default.</summary>
    public int? HlsTime { get; init; }

    /// <summary>HLS segments in the list; 5 by default.</summary>
    public int? HlsListSize { get; init; }

    /// <summary>DASH segment length in seconds; 2 by default.</summary>
    public int? DashSegDuration { get; init; }

    /// <summary>DASH segments in the window; 5 by default.</summary>
    public int? DashWindowSize { get; init; }
}
