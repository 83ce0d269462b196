using System.Text;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Streams;

/// <summary>The header extension of a stream's packets: laid out once, with the few bytes that change filled in per packet.</summary>
/// <remarks>MID and RID go with every packet: the few bytes let a receiver that missed the first ones route the rest.</remarks>
internal sealed class OutgoingExtensions
{
    private readonly byte[] _block;
    private readonly TransportSequenceCounter _counter;
    private readonly int _sendTimeAt; // offsets of the values, 0 where not negotiated
    private readonly int _transportSequenceAt;
    private readonly int _audioLevelAt;

    public OutgoingExtensions(SendStreamOptions options, bool withAudioLevel)
    {
        var map = options.Extensions;
        _counter = options.TransportSequence;
        var room = new byte[64 + options.Mid.Length + (options.Rid?.Length ?? 0)];
        var writer = new HeaderExtensionWriter(room, map.NeedsTwoByteForm);
        if (withAudioLevel) writer.TryAdd(map.IdOf(HeaderExtensionKind.AudioLevel), stackalloc byte[AudioLevel.Length], out _audioLevelAt);
        writer.TryAdd(map.IdOf(HeaderExtensionKind.Mid), Encoding.ASCII.GetBytes(options.Mid), out _);
        if (options.Rid is { } rid) writer.TryAdd(map.IdOf(HeaderExtensionKind.RtpStreamId), Encoding.ASCII.GetBytes(rid), out _);
        writer.TryAdd(map.IdOf(HeaderExtensionKind.AbsoluteSendTime), stackalloc byte[AbsoluteSendTime.Length], out _sendTimeAt);
        writer.TryAdd(map.IdOf(HeaderExtensionKind.TransportSequence), stackalloc byte[2], out _transportSequenceAt);
        _block = room[..writer.Finish()];
    }

    /// <summary>Bytes of the extension with its prologue; 0 when nothing was negotiated.</summary>
    public int Length => _block.Length;

    /// <summary>The layout, with zeros where values change.</summary>
    public ReadOnlySpan<byte> Block => _block;

    /// <summary>Fills in what changes.</summary>
    /// <param name="extension">A copy of <see cref="Block"/> in the packet.</param>
    /// <param name="now">When the packet is sent.</param>
    /// <param name="level">Loudness; used only by a layout that has room for it.</param>
    public void Fill(Span<byte> extension, Instant now, AudioLevel level)
    {
        if (_audioLevelAt != 0) level.Write(extension[_audioLevelAt..]);
        if (_sendTimeAt != 0) AbsoluteSendTime.Write(extension[_sendTimeAt..], now);
        if (_transportSequenceAt != 0) WriteUInt16BigEndian(extension[_transportSequenceAt..], _counter.Take());
    }
}
