using System.Text;
using OwtClient.Fuzz.Harness;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.Fuzz.WebRtc;

public class SdpFuzzTests
{
    /// <summary>What can be read can be written, and read again with as many sections.</summary>
    [Fact]
    public void AnyText_IsReadOrRefused_AndCanBeWritten() => Fuzzer.Bytes(Seeds.Sdp, input =>
    {
        if (!SdpParser.TryParse(Encoding.Latin1.GetString(input), out var session, out _)) return;
        var written = SdpWriter.Write(session);
        Assert.True(SdpParser.TryParse(written, out var again, out var error), $"{error}\n{written}");
        Assert.Equal(session.Media.Count, again.Media.Count);
    });

    [Fact]
    public void AnyTwoDescriptions_NegotiateOrAreRefused()
    {
        SdpSession? previous = null;
        Fuzzer.Bytes(Seeds.Sdp, input =>
        {
            if (!SdpParser.TryParse(Encoding.Latin1.GetString(input), out var session, out _)) return;
            RemoteDescription.TryReadTransport(session, out _);
            RemoteDescription.CheckOffer(session, previous);
            if (previous is not null && RemoteDescription.CheckAnswer(previous, session) == NegotiationRule.None)
            {
                Negotiator.Negotiate(previous, session, DescriptionSide.Remote);
            }

            if (RemoteDescription.CheckAnswer(session, session) == NegotiationRule.None) Negotiator.Negotiate(session, session, DescriptionSide.Local);
            previous = session;
        });
    }
}
