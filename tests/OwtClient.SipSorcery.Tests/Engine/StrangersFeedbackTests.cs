using System.Net;
using OwtClient.Conformance.Tests.Suite;
using OwtClient.SipSorcery.Engine;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Tests.Engine;

/// <summary>Feedback from SSRCs of no stream, as servers send it, and several messages in one datagram.</summary>
public sealed class StrangersFeedbackTests : IFeedbackSink
{
    private readonly List<string> _heard = [];
    private byte[] _plain = [];

    [Fact]
    public void RequestsOfStrangers_AreHeard()
    {
        var buffer = new byte[1500];
        var writer = new RtcpWriter(buffer);
        Assert.True(ReceiverReport.TryWrite(ref writer, new Ssrc(1), []));
        Assert.True(new PictureLossIndication(new Ssrc(1), new Ssrc(77)).TryWrite(ref writer));
        Assert.True(FullIntraRequest.TryWrite(ref writer, new Ssrc(1), new FullIntraRequest.Entry(new Ssrc(78), 5)));
        Receive(buffer[..writer.Length]);
        Assert.Equal(["picture loss 77", "full intra 78 (5)"], _heard);
    }

    [Fact]
    public void ReportBlocks_AreHeard()
    {
        var buffer = new byte[1500];
        var writer = new RtcpWriter(buffer);
        Assert.True(ReceiverReport.TryWrite(ref writer, new Ssrc(1), [new ReportBlock(new Ssrc(77), 64, 12, 0, 0, 0, 0)]));
        Receive(buffer[..writer.Length]);
        Assert.Equal(["report 77: 12 lost"], _heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("80c8")]
    [InlineData("81cd0002000000010000")]
    [InlineData("81ce000200000001")]
    public void Malformed_IsPassedOver(string hex)
    {
        Receive(Convert.FromHexString(hex));
        Assert.Empty(_heard);
    }

    void IFeedbackSink.HandlePictureLoss(Ssrc media) => _heard.Add($"picture loss {media.Value}");

    void IFeedbackSink.HandleFullIntraRequest(Ssrc media, byte commandNumber) => _heard.Add($"full intra {media.Value} ({commandNumber})");

    void IFeedbackSink.HandleReport(in ReportBlock report) => _heard.Add($"report {report.Source.Value}: {report.CumulativeLost} lost");

    /// <summary>Passes a datagram through a stream whose protection does nothing.</summary>
    private void Receive(byte[] plain)
    {
        _plain = plain;
        var stream = new Sip.VideoStream(new Sip.RtpSessionConfig(), 0);
        stream.SetSecurityContext(Pass, Pass, Pass, Pass);
        var secure = new SecureChannel(this, () => { });
        secure.Attach(stream);
        stream.GetSecurityContext().UnprotectRtcpPacket(_plain, _plain.Length, out _);
        Assert.Equal((1L, (long)plain.Length), (secure.PacketsReceived, secure.BytesReceived));
    }

    private static int Pass(byte[] packet, int length, out int outLength)
    {
        outLength = length;
        return 0;
    }
}
