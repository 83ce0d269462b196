using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>Sits between SIPSorcery and its SRTP: reads every received RTCP datagram in plain, and counts datagrams.</summary>
/// <remarks>
/// Trap: SIPSorcery finds the stream that feedback is about by the sender's SSRC, so that requests of servers, which send from SSRCs of
/// no stream, are dropped; of several messages in one datagram it keeps the last. The functions that protect and unprotect can be replaced
/// in its streams, and what passes through them is authentic and whole. Thread-safe, but for attaching.
/// </remarks>
internal sealed class SecureChannel(IFeedbackSink sink, Action beforeMedia)
{
    [ThreadStatic]
    private static byte[]? _lastRead;

    private readonly HashSet<Sip.MediaStream> _attached = []; // touched by the thread of the handshake alone
    private long _bytesSent;
    private long _bytesReceived;
    private long _packetsSent;
    private long _packetsReceived;
    private long _packetsDiscarded;

    /// <summary>Bytes of SRTP and SRTCP datagrams.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Bytes of SRTP and SRTCP datagrams.</summary>
    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    /// <summary>SRTP and SRTCP datagrams.</summary>
    public long PacketsSent => Interlocked.Read(ref _packetsSent);

    /// <summary>SRTP and SRTCP datagrams.</summary>
    public long PacketsReceived => Interlocked.Read(ref _packetsReceived);

    /// <summary>Those among them that were not authentic, or came twice.</summary>
    public long PacketsDiscarded => Interlocked.Read(ref _packetsDiscarded);

    /// <summary>Goes between, once for each stream; to be called when a stream has its keys, before any media flows.</summary>
    public void Attach(Sip.MediaStream stream)
    {
        if (stream.GetSecurityContext() is not { } context || !_attached.Add(stream)) return;
        stream.SetSecurityContext(
            CountSent(context.ProtectRtpPacket),
            CountReceived(context.UnprotectRtpPacket, null),
            CountSent(context.ProtectRtcpPacket),
            CountReceived(context.UnprotectRtcpPacket, Read));
    }

    /// <summary>Whether the datagram is the one this thread read last.</summary>
    public static bool HasRead(byte[] datagram) => ReferenceEquals(_lastRead, datagram);

    private Sip.ProtectRtpPacket CountSent(Sip.ProtectRtpPacket protect) => (byte[] packet, int length, out int outLength) =>
    {
        var result = protect(packet, length, out outLength);
        if (result != 0) return result;
        Interlocked.Increment(ref _packetsSent);
        Interlocked.Add(ref _bytesSent, outLength);
        return result;
    };

    private Sip.ProtectRtpPacket CountReceived(Sip.ProtectRtpPacket unprotect, Action<byte[], int>? read) =>
        (byte[] packet, int length, out int outLength) =>
        {
            if (read is null) beforeMedia();
            _lastRead = packet;
            Interlocked.Increment(ref _packetsReceived);
            Interlocked.Add(ref _bytesReceived, length);
            var result = unprotect(packet, length, out outLength);
            if (result != 0) Interlocked.Increment(ref _packetsDiscarded);
            else read?.Invoke(packet, outLength);
            return result;
        };

    private void Read(byte[] datagram, int length)
    {
        if (RtcpCompoundReader.Parse(datagram.AsSpan(0, length), out var reader) != RtcpParseStatus.Ok) return;
        while (reader.TryRead(out var packet))
        {
            if (PictureLossIndication.TryRead(packet, out var indication)) sink.HandlePictureLoss(indication.Media);
            else if (FullIntraRequest.TryRead(packet, out var request)) ReadFullIntra(request);
            else if (SenderReport.TryRead(packet, out _, out var sent)) ReadReports(sent);
            else if (ReceiverReport.TryRead(packet, out _, out var received)) ReadReports(received);
        }
    }

    private void ReadFullIntra(in FullIntraRequest request)
    {
        for (var i = 0; i < request.Count; i++) sink.HandleFullIntraRequest(request[i].Media, request[i].CommandNumber);
    }

    private void ReadReports(in ReportBlocks blocks)
    {
        for (var i = 0; i < blocks.Count; i++) sink.HandleReport(blocks[i]);
    }
}
