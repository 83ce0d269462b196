namespace OwtClient.Rest.Authentication;

/// <summary>The user on whose behalf a request is signed; takes precedence over the body of a token request (PROTOCOL §8.5).</summary>
/// <param name="Name">User name, any text.</param>
/// <param name="Role">A role of the room. Printable ASCII without commas and blanks.</param>
public sealed record MAuthUser(string Name, string Role);
