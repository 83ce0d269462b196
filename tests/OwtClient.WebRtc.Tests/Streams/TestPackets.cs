using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Streams;

/// <summary>Makes packets and streams with as few words as the tests need.</summary>
internal static class TestPackets
{
    public const int ClockRate = 90000;
    public const byte MidId = 4;
    public const byte RidId = 10;
    public const byte RepairedRidId = 11;
    public static readonly Ssrc Source = new(0xcafe);
    public static readonly PayloadType Video = new(96);

    public static Instant At(double milliseconds) => new(TimeSpan.FromMilliseconds(milliseconds));

    public static byte[] Packet(
        int sequence, uint timestamp = 0, bool marker = false, int payloadLength = 10, Ssrc? source = null, PayloadType? type = null,
        string? mid = null, string? rid = null, string? repairedRid = null)
    {
        var extension = new byte[64];
        var writer = new HeaderExtensionWriter(extension, twoByte: false);
        if (mid is not null) writer.TryAdd(MidId, System.Text.Encoding.ASCII.GetBytes(mid), out _);
        if (rid is not null) writer.TryAdd(RidId, System.Text.Encoding.ASCII.GetBytes(rid), out _);
        if (repairedRid is not null) writer.TryAdd(RepairedRidId, System.Text.Encoding.ASCII.GetBytes(repairedRid), out _);
        var header = new RtpHeader(
            type ?? Video, marker, new SequenceNumber((ushort)sequence), new RtpTimestamp(timestamp), source ?? Source);
        var payload = new byte[payloadLength];
        payload.AsSpan().Fill((byte)sequence);
        var packet = new byte[200 + payloadLength];
        Assert.True(RtpPacketWriter.TryWrite(packet, header, extension.AsSpan(0, writer.Finish()), payload, out var length));
        return packet[..length];
    }

    public static RtpPacketReader Read(ReadOnlySpan<byte> packet)
    {
        Assert.Equal(RtpParseStatus.Ok, RtpPacketReader.Parse(packet, out var reader));
        return reader;
    }

    public static ReceiveStatus Receive(this ReceiveStream stream, Instant now, int sequence, uint timestamp = 0, Ssrc? source = null) =>
        stream.HandlePacket(now, Read(Packet(sequence, timestamp, source: source)));

    /// <summary>Everything due now, as one list.</summary>
    public static int[] TakeNacks(this ReceiveStream stream, Instant now)
    {
        var missing = new SequenceNumber[1000];
        var count = stream.TakeNacks(now, missing);
        return Array.ConvertAll(missing[..count], number => (int)number.Value);
    }

    public static HeaderExtensionMap Extensions(params ReadOnlySpan<string> uris)
    {
        var map = new HeaderExtensionMap();
        foreach (var uri in uris)
        {
            Assert.True(map.TryAdd(uri, uri switch
            {
                HeaderExtensionUri.AudioLevel => 1,
                HeaderExtensionUri.AbsoluteSendTime => 2,
                HeaderExtensionUri.TransportSequence => 3,
                HeaderExtensionUri.Mid => MidId,
                HeaderExtensionUri.RtpStreamId => RidId,
                _ => RepairedRidId,
            }));
        }

        return map;
    }

    public static ReceiveStreamOptions VideoOptions(bool nack = true) =>
        ReceiveStreamOptions.ForVideo("1", new ClockRates(ClockRate), nack, keyFrameRequests: true);
}
