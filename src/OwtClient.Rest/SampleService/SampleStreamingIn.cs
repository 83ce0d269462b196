using OwtClient.Rest.Models;

namespace OwtClient.Rest.SampleService;

/// <summary>Body of a streaming-in creation.</summary>
internal sealed record SampleStreamingIn(string Url, SampleTransport Transport, StreamingInMedia Media);
