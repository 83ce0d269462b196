namespace OwtClient.Streams;

/// <summary>Whose sound is in front now.</summary>
/// <param name="StreamId">The speaker's stream; it may have ended already.</param>
/// <param name="Volume">How loud it is: told for active-audio streams alone, else null.</param>
public sealed record ActiveInput(string StreamId, ActiveAudioVolume? Volume = null);
