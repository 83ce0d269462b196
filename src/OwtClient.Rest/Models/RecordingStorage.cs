namespace OwtClient.Rest.Models;

/// <summary>Where a recording is written.</summary>
/// <param name="Host">Server that writes it.</param>
/// <param name="File">Path on that server.</param>
public sealed record RecordingStorage(string? Host, string File);
