namespace OwtClient.Rest.Models;

/// <summary>Body of a token request.</summary>
internal sealed record NewToken(string User, string Role, TokenPreference? Preference, string? Domain);
