using System.Runtime.CompilerServices;

namespace OwtClient.WebRtc.Timing;

/// <summary>The named deadlines of one state object; its owner needs one real timer, armed from <see cref="Next"/>.</summary>
/// <typeparam name="TName">An enum whose values are 0, 1, 2 …, one documented line per deadline.</typeparam>
/// <remarks>Not thread-safe: it belongs to the object whose deadlines it holds.</remarks>
internal sealed class DeadlineTable<TName>
    where TName : unmanaged, Enum
{
    private readonly Instant?[] _deadlines = new Instant?[Enum.GetValues<TName>().Length];

    /// <summary>The earliest deadline that is set, or null.</summary>
    public Instant? Next
    {
        get
        {
            Instant? next = null;
            foreach (var deadline in _deadlines) next = Instant.Earliest(next, deadline);
            return next;
        }
    }

    /// <summary>When <paramref name="name"/> is due, or null.</summary>
    public Instant? this[TName name] => _deadlines[Index(name)];

    public void Set(TName name, Instant at) => _deadlines[Index(name)] = at;

    public void Stop(TName name) => _deadlines[Index(name)] = null;

    public void StopAll() => Array.Clear(_deadlines);

    /// <summary>Stops the deadline if it is due and says whether it was.</summary>
    public bool TryTake(TName name, Instant now)
    {
        ref var deadline = ref _deadlines[Index(name)];
        if (deadline is not { } at || now < at) return false;
        deadline = null;
        return true;
    }

    private static int Index(TName name) => Unsafe.SizeOf<TName>() switch
    {
        1 => Unsafe.As<TName, byte>(ref name),
        4 => Unsafe.As<TName, int>(ref name),
        _ => throw new NotSupportedException($"{typeof(TName)} must be based on byte or int."),
    };
}
