namespace OwtClient.Cli.Join;

/// <summary>Which streams <c>owt join</c> receives.</summary>
internal enum SubscribeChoice
{
    /// <summary>Every stream that others publish, now and later; not those that the server makes of them, which would come twice.</summary>
    All,

    /// <summary>Every mixed stream.</summary>
    Mixed,

    /// <summary>None.</summary>
    None,
}
