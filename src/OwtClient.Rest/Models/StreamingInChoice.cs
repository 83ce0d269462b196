namespace OwtClient.Rest.Models;

/// <summary>Whether to take one kind from an external stream.</summary>
public enum StreamingInChoice
{
    /// <summary>If it is there.</summary>
    Auto,

    /// <summary>It must be there.</summary>
    Yes,

    /// <summary>Leave it.</summary>
    No,
}
