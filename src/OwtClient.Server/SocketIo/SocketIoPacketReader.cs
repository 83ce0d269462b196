namespace OwtClient.Server.SocketIo;

/// <summary>Reads the frame of one Socket.IO packet in place: <c>type [namespace ','] [id] [JSON]</c>.</summary>
/// <remarks>Revisions 3 and 4 (Socket.IO 1 and 2) and 5 (3 and 4) frame alike. Copies nothing.</remarks>
internal readonly ref struct SocketIoPacketReader
{
    private const int MaxIdDigits = 18;

    private SocketIoPacketReader(SocketIoPacketType type, ReadOnlySpan<byte> @namespace, long? id, int dataOffset)
    {
        Type = type;
        Namespace = @namespace;
        Id = id;
        DataOffset = dataOffset;
    }

    public SocketIoPacketType Type { get; }

    /// <summary>The namespace with its slash, without a query. <c>/</c> when none is named.</summary>
    public ReadOnlySpan<byte> Namespace { get; }

    /// <summary>Id of the ack that is wanted or answered.</summary>
    public long? Id { get; }

    /// <summary>Where the JSON begins; the packet's length when there is none.</summary>
    public int DataOffset { get; }

    public bool IsMainNamespace => Namespace.SequenceEqual("/"u8);

    /// <summary>Reads the frame. Malformed input is a status, never an exception.</summary>
    public static SocketIoPacketStatus Parse(ReadOnlySpan<byte> packet, out SocketIoPacketReader reader)
    {
        reader = default;
        if (packet.IsEmpty || packet[0] is < (byte)'0' or > (byte)'6') return SocketIoPacketStatus.UnknownType;
        var type = (SocketIoPacketType)packet[0];
        if (type is SocketIoPacketType.BinaryEvent or SocketIoPacketType.BinaryAck) return SocketIoPacketStatus.Binary;
        var at = 1;
        var name = TakeNamespace(packet, ref at);
        if (!TryTakeId(packet, ref at, out var id)) return SocketIoPacketStatus.BadId;
        reader = new SocketIoPacketReader(type, name, id, at);
        return SocketIoPacketStatus.Ok;
    }

    private static ReadOnlySpan<byte> TakeNamespace(ReadOnlySpan<byte> packet, scoped ref int at)
    {
        if (at == packet.Length || packet[at] != (byte)'/') return "/"u8;
        var rest = packet[at..];
        var end = rest.IndexOf((byte)',');
        at = end < 0 ? packet.Length : at + end + 1;
        var name = end < 0 ? rest : rest[..end];
        var query = name.IndexOf((byte)'?'); // revisions 3 and 4 pass it here
        return query < 0 ? name : name[..query];
    }

    private static bool TryTakeId(ReadOnlySpan<byte> packet, ref int at, out long? id)
    {
        id = null;
        for (var digits = 0; at < packet.Length && packet[at] is >= (byte)'0' and <= (byte)'9'; at++)
        {
            if (++digits > MaxIdDigits) return false;
            id = ((id ?? 0) * 10) + (packet[at] - '0');
        }

        return true;
    }
}
