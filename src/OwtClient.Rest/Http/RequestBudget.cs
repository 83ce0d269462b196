namespace OwtClient.Rest.Http;

/// <summary>How long a request may take.</summary>
internal enum RequestBudget
{
    /// <summary><see cref="OwtManagementOptions.RequestTimeout"/>.</summary>
    Normal,

    /// <summary><see cref="OwtManagementOptions.LongRequestTimeout"/>: the server waits for something itself.</summary>
    Long,
}
