namespace OwtClient.Rest;

/// <summary>Whose fault a refusal is, as far as the answer tells: the server answers HTTP 500 for some malformed requests too (PROTOCOL §8.3).</summary>
public enum ManagementFault
{
    /// <summary>The answer fits several causes, or there was none.</summary>
    Unknown,

    /// <summary>The request was refused for what it asks; the same request fails again.</summary>
    Request,

    /// <summary>The server or its cluster failed; the same request may succeed later.</summary>
    Server,
}
