namespace OwtClient.Rest.Models;

/// <summary>Place and size as fractions of the whole picture: <c>0</c>, <c>1</c> or <c>n/d</c> with n ≤ d.</summary>
public sealed record LayoutArea(string Left, string Top, string Width, string Height);
