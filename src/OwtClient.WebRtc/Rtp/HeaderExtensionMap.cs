namespace OwtClient.WebRtc.Rtp;

/// <summary>Which identifier stands for which header extension, as negotiated for one media section (RFC 8285 §5).</summary>
/// <remarks>Filled while a description is applied, then only read.</remarks>
internal sealed class HeaderExtensionMap
{
    private const int MaxOneByteId = 14; // 15 is reserved (RFC 8285 §4.2)
    private static readonly int Kinds = Enum.GetValues<HeaderExtensionKind>().Length;
    private readonly byte[] _ids = new byte[Kinds];

    /// <summary>Whether an identifier does not fit the one-byte form, which is all that OWT servers read.</summary>
    public bool NeedsTwoByteForm { get; private set; }

    /// <summary>Takes over one <c>extmap</c> line. Names the engine does not know are ignored.</summary>
    /// <returns>False when the identifier is 0 or 15, or stands for another extension already.</returns>
    public bool TryAdd(string uri, byte id)
    {
        if (id is 0 or MaxOneByteId + 1) return false;
        var kind = HeaderExtensionUri.KindOf(uri);
        if (kind == HeaderExtensionKind.Unknown) return true;
        var holder = KindOf(id);
        if (holder != HeaderExtensionKind.Unknown && holder != kind) return false;
        _ids[(int)kind] = id;
        NeedsTwoByteForm |= id > MaxOneByteId;
        return true;
    }

    /// <summary>Takes over what another section negotiated: one identifier stands for the same in a whole bundle (RFC 8843 §9.1).</summary>
    public void Merge(HeaderExtensionMap other)
    {
        for (var kind = 0; kind < _ids.Length; kind++)
        {
            if (_ids[kind] == 0 && KindOf(other._ids[kind]) == HeaderExtensionKind.Unknown) _ids[kind] = other._ids[kind];
        }

        NeedsTwoByteForm |= other.NeedsTwoByteForm;
    }

    /// <summary>The identifier of an extension, 0 when it was not negotiated.</summary>
    public byte IdOf(HeaderExtensionKind kind) => _ids[(int)kind];

    /// <summary>The extension an identifier stands for, or <see cref="HeaderExtensionKind.Unknown"/>.</summary>
    public HeaderExtensionKind KindOf(byte id)
    {
        var index = id == 0 ? -1 : Array.IndexOf(_ids, id);
        return index < 0 ? HeaderExtensionKind.Unknown : (HeaderExtensionKind)index;
    }
}
