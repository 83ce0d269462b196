namespace OwtClient;

/// <summary>Something in a conference failed. The rest of the conference goes on unless the client's state says otherwise.</summary>
public sealed class ConferenceException : Exception
{
    /// <summary>Makes an exception without details.</summary>
    public ConferenceException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    public ConferenceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    public ConferenceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception with a reason.</summary>
    /// <param name="error">The reason.</param>
    /// <param name="message">What failed and why, for a developer.</param>
    /// <param name="innerException">The cause, or null.</param>
    /// <param name="serverText">The server's own words, or null.</param>
    public ConferenceException(ConferenceError error, string message, Exception? innerException = null, string? serverText = null)
        : base(message, innerException)
    {
        Error = error;
        ServerText = serverText;
    }

    /// <summary>The reason, for programs.</summary>
    public ConferenceError Error { get; }

    /// <summary>
    /// The server's own words, or null. They may name internals of the server: log them, but do not show them to users, and compare only
    /// the beginnings that PROTOCOL lists.
    /// </summary>
    public string? ServerText { get; }
}
