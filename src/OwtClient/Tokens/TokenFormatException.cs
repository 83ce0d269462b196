namespace OwtClient.Tokens;

/// <summary>A text is not a conference token. The message says what is wrong with it and never contains it.</summary>
public sealed class TokenFormatException : FormatException
{
    /// <summary>Makes an exception without a message.</summary>
    public TokenFormatException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    public TokenFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    public TokenFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
