namespace OwtClient.WebRtc.Srtp;

/// <summary>Which of the most recent indices were accepted already (RFC 3711 §3.3.2).</summary>
/// <remarks>Check before authentication, commit after it: a forged packet must not move the window.</remarks>
/// <param name="width">Indices remembered; a power of two, at least 64 (the RFC's minimum).</param>
internal sealed class SrtpReplayWindow(int width)
{
    private readonly ulong[] _accepted = new ulong[width / 64]; // a ring: bit (index mod width)

    /// <summary>The highest accepted index. Meaningless while <see cref="IsEmpty"/>.</summary>
    public ulong Highest { get; private set; }

    public bool IsEmpty { get; private set; } = true;

    public SrtpStatus Check(ulong index)
    {
        if (IsEmpty || index > Highest) return SrtpStatus.Ok;
        if (Highest - index >= (ulong)width) return SrtpStatus.TooOld;
        return (Word(index) & Bit(index)) == 0 ? SrtpStatus.Ok : SrtpStatus.Replayed;
    }

    /// <summary>Remembers an index for which <see cref="Check"/> said <see cref="SrtpStatus.Ok"/>.</summary>
    public void Commit(ulong index)
    {
        if (IsEmpty || index > Highest)
        {
            if (IsEmpty || index - Highest >= (ulong)width) Array.Clear(_accepted);
            else for (var skipped = Highest + 1; skipped < index; skipped++) Word(skipped) &= ~Bit(skipped);
            (Highest, IsEmpty) = (index, false);
        }

        Word(index) |= Bit(index);
    }

    private ref ulong Word(ulong index) => ref _accepted[(index & (ulong)(width - 1)) >> 6];

    private static ulong Bit(ulong index) => 1UL << (int)(index & 63);
}
