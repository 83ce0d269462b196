namespace OwtClient.Cli.Join;

/// <summary>Passes the first of several endings on, since the others follow from it.</summary>
internal sealed class OnceTold(Action<string> tell)
{
    private int _told;

    public void Tell(string reason)
    {
        if (Interlocked.Exchange(ref _told, 1) == 0) tell(reason);
    }
}
