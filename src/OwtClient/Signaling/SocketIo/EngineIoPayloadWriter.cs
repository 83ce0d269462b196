using System.Buffers;
using System.Buffers.Text;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Writes packets as one polling body; the reverse of <see cref="EngineIoPayloadReader"/>.</summary>
internal static class EngineIoPayloadWriter
{
    /// <summary>Stands between two packets in version 4.</summary>
    public const byte Separator = 0x1E;

    private const int MaxLengthPrefix = 11; // ten digits and a colon

    /// <summary>Appends the packets, in order, to a body that is empty so far.</summary>
    public static void Write(IBufferWriter<byte> body, IReadOnlyList<byte[]> packets, int version)
    {
        for (var i = 0; i < packets.Count; i++)
        {
            if (version == 3) WriteLength(body, Utf16Length.Of(packets[i]));
            else if (i > 0) body.Write([Separator]);
            body.Write(packets[i]);
        }
    }

    private static void WriteLength(IBufferWriter<byte> body, int units)
    {
        var prefix = body.GetSpan(MaxLengthPrefix);
        Utf8Formatter.TryFormat(units, prefix, out var digits);
        prefix[digits] = (byte)':';
        body.Advance(digits + 1);
    }
}
