namespace OwtClient.Rest.Models;

/// <summary>A video format by the server's names: <c>vp8</c>, <c>vp9</c>, <c>h264</c>, <c>h265</c>.</summary>
/// <param name="Codec">Codec name, lower case.</param>
/// <param name="Profile">H.264 profile <c>CB</c>, <c>B</c>, <c>M</c>, <c>E</c> or <c>H</c>, or null.</param>
public sealed record VideoFormat(string Codec, string? Profile = null);
