namespace OwtClient.Cli;

/// <summary>A command cannot go on. The message is one line for the person who typed it: what was wrong, and what to do.</summary>
internal sealed class CommandFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
