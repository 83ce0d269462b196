namespace OwtClient.Rest.Models;

/// <summary>Where the user is, for clusters that choose a portal by it.</summary>
public sealed record TokenPreference(string Isp, string Region);
