namespace OwtClient.Rest.Models;

/// <summary>An audio format by the server's names: <c>opus</c>, <c>pcmu</c>, <c>aac</c>, …</summary>
/// <param name="Codec">Codec name, lower case.</param>
/// <param name="SampleRate">Samples per second, or null where the codec fixes it.</param>
/// <param name="ChannelNum">Channels, or null where the codec fixes them.</param>
public sealed record AudioFormat(string Codec, int? SampleRate = null, int? ChannelNum = null);
