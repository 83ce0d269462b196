namespace OwtClient.Server.Tests.Replay;

/// <summary>How the notifications of a replayed conversation are compared with the recorded ones.</summary>
public enum ReplayComparison
{
    /// <summary>All, in one order for each client.</summary>
    InOrder,

    /// <summary>
    /// Each kind in its order, as far as the recording goes: which of two kinds is first was a matter of milliseconds in it.
    /// </summary>
    KindByKindToTheEnd,

    /// <summary>In order as far as the recording goes: its clients were gone before the end of everything was told.</summary>
    InOrderToTheEnd,
}
