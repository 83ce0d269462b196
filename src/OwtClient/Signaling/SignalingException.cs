namespace OwtClient.Signaling;

/// <summary>The signaling connection could not be made or ended. The message says why and, where known, what to do.</summary>
public sealed class SignalingException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public SignalingException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    public SignalingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    public SignalingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether the request certainly did not leave, since there was no connection: it may be sent again on the next one. The default value
    /// is false: nobody knows.
    /// </summary>
    public bool IsUnsent { get; init; }
}
