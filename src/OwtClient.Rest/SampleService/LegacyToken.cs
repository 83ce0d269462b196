namespace OwtClient.Rest.SampleService;

/// <summary>Body of <c>POST /createToken/</c>.</summary>
internal sealed record LegacyToken(string? Room, string Username, string Role);
