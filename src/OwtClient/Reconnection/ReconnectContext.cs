namespace OwtClient.Reconnection;

/// <summary>What an <see cref="IReconnectPolicy"/> decides by.</summary>
/// <param name="Attempts">Attempts made so far: 0 before the first.</param>
/// <param name="Elapsed">Time since the loss.</param>
/// <param name="LastFailure">Why the last attempt failed, or what caused the loss; null where nobody knows.</param>
/// <param name="CanRejoin">
/// Whether the client can come back as a new participant, with a new token, when the server no longer keeps its place.
/// </param>
public readonly record struct ReconnectContext(int Attempts, TimeSpan Elapsed, Exception? LastFailure, bool CanRejoin);
