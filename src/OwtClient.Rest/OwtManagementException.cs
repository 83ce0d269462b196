using System.Net;

namespace OwtClient.Rest;

/// <summary>A management request failed. Never contains keys or tokens.</summary>
public sealed class OwtManagementException : Exception
{
    /// <summary>Makes an exception without details.</summary>
    public OwtManagementException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    public OwtManagementException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    public OwtManagementException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>HTTP status of the answer, or null when none came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The server's code, unknown ones kept as their number.</summary>
    public ManagementError Error { get; init; }

    /// <summary>The server's text, or null.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>Method of the request.</summary>
    public HttpMethod? Method { get; init; }

    /// <summary>Path of the request, without host and query.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the request or the server is to blame, as far as the answer tells.</summary>
    public ManagementFault Fault { get; init; }

    /// <summary>
    /// True when a creation or change may have been made, or may still be, although it failed here: list before trying again (PROTOCOL §8.8).
    /// </summary>
    public bool MayHaveCompleted { get; init; }
}
