namespace OwtClient.Streams;

/// <summary>An audio format as the server names it.</summary>
/// <param name="Codec">Codec in lower case: <c>opus</c>, <c>pcmu</c>, …; <c>unknown</c> for active-audio streams.</param>
/// <param name="SampleRate">Samples per second, or null where the server does not say.</param>
/// <param name="Channels">Channels, or null where the server does not say.</param>
public sealed record AudioFormat(string Codec, int? SampleRate = null, int? Channels = null);
