namespace OwtClient.Streams;

/// <summary>A video format as the server names it.</summary>
/// <param name="Codec">Codec in lower case: <c>vp8</c>, <c>vp9</c>, <c>h264</c>, …</param>
/// <param name="Profile">H.264 profile <c>CB</c>, <c>B</c>, <c>M</c>, <c>E</c> or <c>H</c>, or null.</param>
public sealed record VideoFormat(string Codec, string? Profile = null);
