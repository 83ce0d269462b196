namespace OwtClient.Server.Tokens;

/// <summary>What became of a token that was presented at login (PROTOCOL §1.4, §1.5).</summary>
internal enum TokenStatus
{
    /// <summary>Good; it is used up now.</summary>
    Redeemed,

    /// <summary>Not Base64 of a JSON object; the error text says what was found.</summary>
    Malformed,

    /// <summary>Not made by this server, or changed since.</summary>
    WrongSignature,

    /// <summary>Older than its lifetime.</summary>
    Expired,

    /// <summary>Used before, or never known. The original server leaves such a login without any answer, and so does this one.</summary>
    Unknown,
}
