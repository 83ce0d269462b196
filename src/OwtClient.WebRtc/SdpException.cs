namespace OwtClient.WebRtc;

/// <summary>A session description or candidate that cannot be read or cannot be accepted. The message names the line or rule.</summary>
public sealed class SdpException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public SdpException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    public SdpException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    public SdpException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
