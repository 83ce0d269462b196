namespace OwtClient.Cli.Join;

/// <summary>Which streams <c>owt join</c> receives.</summary>
internal enum SubscribeChoice
{
    /// <summary>Every forward stream of others, now and later.</summary>
    All,

    /// <summary>Every mixed stream.</summary>
    Mixed,

    /// <summary>None.</summary>
    None,
}
