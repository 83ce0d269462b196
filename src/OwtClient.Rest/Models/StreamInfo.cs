using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>A stream of a room in the v1.1 shape (PROTOCOL §4.13, §7.1).</summary>
public sealed record StreamInfo
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary><c>forward</c> or <c>mixed</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What it carries.</summary>
    public StreamMedia? Media { get; init; }

    /// <summary>Owner, views, layout and the like.</summary>
    public StreamDetails? Info { get; init; }
}
