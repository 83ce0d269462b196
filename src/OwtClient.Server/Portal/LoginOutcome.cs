namespace OwtClient.Server.Portal;

/// <summary>What became of a login.</summary>
internal enum LoginOutcome
{
    /// <summary>In the room; the answer has been sent.</summary>
    LoggedIn,

    /// <summary>Refused with a text; the connection is closed after it.</summary>
    Refused,

    /// <summary>
    /// Never answered, as the original does with a token it does not know (PROTOCOL §1.4). The idle rule closes the connection.
    /// </summary>
    Unanswered,
}
