namespace OwtClient.Rest.Tests;

/// <summary>A request as it reached the fake server.</summary>
public sealed record SeenRequest(string Method, string PathAndQuery, string? Body, string? ContentType, string? Authorization);
