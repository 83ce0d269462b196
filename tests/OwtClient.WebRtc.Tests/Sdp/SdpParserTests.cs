using System.Text;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Tests.Sdp;

public class SdpParserTests
{
    public static TheoryData<string> Recorded => [.. VectorFile.Names("sdp", "*.sdp")];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void RecordedDescription_IsRead(string file)
    {
        var text = VectorFile.ReadText("sdp", file);
        Assert.True(SdpParser.TryParse(text, out var session, out var error), error.ToString());
        Assert.Equal(text.Split("\nm=").Length - 1, session.Media.Count);
        Assert.All(session.Media.Where(media => media.IsSecureRtp), media => Assert.NotEmpty(media.WithTransport(session).Fingerprints));
    }

    /// <summary>Writing loses nothing that reading keeps: what is read again is the same text.</summary>
    [Theory]
    [MemberData(nameof(Recorded))]
    public void RecordedDescription_WrittenAndReadAgain_StaysTheSame(string file)
    {
        Assert.True(SdpParser.TryParse(VectorFile.ReadText("sdp", file), out var first, out _));
        var written = SdpWriter.Write(first);
        Assert.True(SdpParser.TryParse(written, out var second, out var error), error.ToString());
        Assert.Equal(written, SdpWriter.Write(second));
    }

    [Fact]
    public void AnswerOfOwt_GivesAllThatConnectingNeeds()
    {
        Assert.True(SdpParser.TryParse(VectorFile.ReadText("sdp", "chromium-b0-answer.sdp"), out var session, out _));
        Assert.Equal(new SdpOrigin(0, 0), session.Origin);
        Assert.Equal(["0", "1"], session.Bundle!.Mids);
        var video = session.Media[1];
        Assert.Equal((1, "video", "1"), (video.Port, video.Kind, video.Mid));
        Assert.Equal(TransceiverDirection.SendOnly, video.Direction);
        Assert.Equal(["96"], video.Formats);
        Assert.Equal(SdpSetup.Active, video.Transport.Setup);
        Assert.Equal("f7fe", video.Transport.IceUfrag);
        Assert.Equal("sha-256", video.Transport.Fingerprints[0].Algorithm);
        Assert.Equal("1 1 udp 2116026367 127.0.0.1 34235 typ host generation 0", Assert.Single(video.Candidates));
        Assert.Equal([1803157856u], video.Ssrcs.Select(line => line.Ssrc).Distinct());
        Assert.True(video.RtcpMux);
        Assert.Empty(video.Msids);
    }

    [Fact]
    public void MediaLineWithoutFormats_IsRead()
    {
        Assert.True(SdpParser.TryParse(VectorFile.ReadText("sdp", "odd-av1-only-answer.sdp"), out var session, out _));
        Assert.Empty(session.Media[1].Formats);
    }

    [Fact]
    public void SessionLevelAttributes_ServeEverySection()
    {
        const string text = "v=0\na=fingerprint:sha-256 AB:CD\na=ice-ufrag:abcd\na=setup:actpass\na=recvonly\na=extmap:3 urn:x\n"
            + "m=audio 9 UDP/TLS/RTP/SAVPF 0\na=mid:a\nm=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:b\na=sendonly\na=setup:active\n";
        Assert.True(SdpParser.TryParse(text, out var session, out var error), error.ToString());
        Assert.Equal(TransceiverDirection.RecvOnly, session.Media[0].Direction);
        Assert.Equal(TransceiverDirection.SendOnly, session.Media[1].Direction);
        Assert.Equal(SdpSetup.ActPass, session.Media[0].WithTransport(session).Setup);
        Assert.Equal(SdpSetup.Active, session.Media[1].WithTransport(session).Setup);
        Assert.Equal("abcd", session.Media[1].WithTransport(session).IceUfrag);
        Assert.All(session.Media, media => Assert.Equal("urn:x", Assert.Single(media.Extmaps).Uri));
    }

    [Theory]
    [InlineData("", SdpParseErrorKind.Empty, 0)]
    [InlineData("hello", SdpParseErrorKind.BadLine, 1)]
    [InlineData("s=-\r\nv=0", SdpParseErrorKind.BadVersion, 1)]
    [InlineData("v=1", SdpParseErrorKind.BadVersion, 1)]
    [InlineData("v=0\r\no=- 1 1 IN IP4", SdpParseErrorKind.BadOrigin, 2)]
    [InlineData("v=0\nV=0", SdpParseErrorKind.BadLine, 2)]
    [InlineData("v=0\nm=audio", SdpParseErrorKind.BadMediaLine, 2)]
    [InlineData("v=0\nm=audio x RTP/AVP", SdpParseErrorKind.BadMediaLine, 2)]
    [InlineData("v=0\nm=audio 65536 RTP/AVP", SdpParseErrorKind.BadMediaLine, 2)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=rtpmap:128 opus/48000", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=rtpmap:96 opus", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=extmap:0 urn:x", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=extmap:1/up urn:x", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=mid:", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=ice-ufrag:abc", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=ice-pwd:short", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=fingerprint:sha-256 AB:C", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=fingerprint:sha-256 AB-CD", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=setup:holdconn", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=ssrc:4294967296 cname:x", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=rid:a:b send", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=rid:a both", SdpParseErrorKind.BadAttribute, 3)]
    [InlineData("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=simulcast:send", SdpParseErrorKind.BadAttribute, 3)]
    public void BrokenDescription_IsRefusedWithItsLine(string text, object kind, int line)
    {
        Assert.False(SdpParser.TryParse(text, out _, out var error));
        Assert.Equal(new SdpParseError((SdpParseErrorKind)kind, line), error);
    }

    [Fact]
    public void HugeDescriptions_AreRefused()
    {
        AssertRefused(SdpParseErrorKind.TooLong, "v=0\n" + new string('x', SdpParser.MaxLength));
        AssertRefused(SdpParseErrorKind.TooManyLines, "v=0\n" + Repeat("a=x\n", SdpParser.MaxLines));
        AssertRefused(SdpParseErrorKind.TooManyMedia, "v=0\n" + Repeat("m=audio 9 RTP/AVP 0\n", SdpParser.MaxMedia + 1));
        AssertRefused(SdpParseErrorKind.BadMediaLine, "v=0\nm=audio 9 RTP/AVP " + Repeat("0 ", SdpParser.MaxFormats + 1));

        static void AssertRefused(SdpParseErrorKind kind, string text)
        {
            Assert.False(SdpParser.TryParse(text, out _, out var error));
            Assert.Equal(kind, error.Kind);
        }

        static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
    }

    /// <summary>Every truncation and every single-character change: an answer each time, never an exception, and what is read can be written.</summary>
    [Theory]
    [InlineData("node-a0-offer.sdp")]
    [InlineData("chromium-simulcast-a0-answer.sdp")]
    public void TruncatedAndChangedDescriptions_NeverThrow(string file)
    {
        var text = VectorFile.ReadText("sdp", file);
        for (var length = 0; length <= text.Length; length++) Read(text[..length]);
        foreach (var change in "\0 \n:=/;~9é")
        {
            for (var at = 0; at < text.Length; at++) Read(string.Concat(text.AsSpan(0, at), [change], text.AsSpan(at + 1)));
        }

        static void Read(string text)
        {
            if (SdpParser.TryParse(text, out var session, out _)) Assert.StartsWith("v=0\r\n", SdpWriter.Write(session));
        }
    }

    /// <summary>Errors go to logs and exceptions; the text around them holds passwords.</summary>
    [Fact]
    public void Error_DoesNotRepeatTheLine()
    {
        Assert.False(SdpParser.TryParse("v=0\na=ice-pwd:secret", out _, out var error));
        Assert.Equal("SDP line 2: BadAttribute", error.ToString());
    }
}

internal static class SdpMediaExtensions
{
    public static SdpTransport WithTransport(this SdpMedia media, SdpSession session) => media.Transport.WithDefaults(session.Transport);
}
