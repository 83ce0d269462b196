namespace OwtClient.Rest.SampleService;

/// <summary>How the server fetches an external stream.</summary>
internal sealed record SampleTransport(string Protocol, int BufferSize);
