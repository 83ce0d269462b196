namespace OwtClient.Conference;

/// <summary>The own participation.</summary>
/// <param name="Id">Own participant id.</param>
/// <param name="User">Own user name.</param>
/// <param name="Role">Own role.</param>
/// <param name="Permission">What the role allows.</param>
public sealed record Self(string Id, string User, string Role, Permission Permission);
