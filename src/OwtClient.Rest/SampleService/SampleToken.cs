namespace OwtClient.Rest.SampleService;

/// <summary>Body of <c>POST /tokens</c>.</summary>
internal sealed record SampleToken(string? Room, string User, string Role);
