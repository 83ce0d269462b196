namespace OwtClient.Media;

/// <summary>A media file breaks the rules of its format, or holds nothing that can be played. The message says what and where.</summary>
public sealed class MediaFormatException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public MediaFormatException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    public MediaFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    public MediaFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception about a place in the file.</summary>
    /// <param name="offset">Bytes from the beginning of the file.</param>
    /// <param name="cause">What is wrong there.</param>
    public MediaFormatException(long offset, string cause)
        : base($"At byte {offset}: {cause}") => Offset = offset;

    /// <summary>Where in the file, in bytes from its beginning, or null.</summary>
    public long? Offset { get; }
}
