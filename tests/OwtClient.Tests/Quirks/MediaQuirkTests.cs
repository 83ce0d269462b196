using System.Text.Json;
using OwtClient.Channels;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Quirks;

/// <summary>PROTOCOL §10.3, as far as no other test has the quirk's number in its name.</summary>
public class MediaQuirkTests
{
    private static CancellationToken Token => TestConference.Token;

    /// <summary>The server removes RTX, and never protects what it sends by RED and ULPFEC, though it would agree to them.</summary>
    [Theory]
    [InlineData(TransceiverDirection.SendOnly)]
    [InlineData(TransceiverDirection.RecvOnly)]
    public async Task Quirk_10_3_8_and_9_NeitherRtxNorRedNorUlpfecIsOffered(TransceiverDirection direction)
    {
        await using var factory = new PeerConnectionFactory();
        await using var peer = factory.CreatePeerConnection(new PeerConnectionOptions());
        peer.AddTransceiver(MediaKind.Audio, new TransceiverOptions { Direction = direction });
        peer.AddTransceiver(MediaKind.Video, new TransceiverOptions { Direction = direction });
        var offer = (await peer.CreateOfferAsync(Token)).Sdp;
        Assert.Contains("a=rtpmap:", offer, StringComparison.Ordinal);
        Assert.All(["rtx/", "red/", "ulpfec/"], name => Assert.DoesNotContain(name, offer, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Mids are used up by a session; a connection for each session has all of them to itself.</summary>
    [Fact]
    public async Task Quirk_10_3_12_EverySessionHasItsOwnConnection_AndTheSameMids()
    {
        await using var conference = await TestConference.JoinAsync();
        await using (await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token))
        {
        }

        await using var again = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        Assert.Equal(3, conference.Engine.Connections.Count);
        Assert.All(conference.Engine.Connections, c => Assert.Equal(["0", "1"], c.Transceivers.Select(t => t.Mid)));
    }

    /// <summary>The server accepts it, says ready, throws, and sends nothing.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("""{"resolution":{"width":640,"height":480}}""")]
    public void Quirk_10_3_16_ABitrateMultiplierWithoutAKnownBitrate_IsRefusedHere(string? parameters)
    {
        var options = new SubscribeOptions { Video = new VideoSubscribeOptions { BitrateMultiplier = 0.8 } };
        Assert.Throws<ArgumentException>(() => SubscribePlan.Create(Forward(parameters), options));
        SubscribePlan.Create(Forward("""{"bitrate":800}"""), options);
    }

    private static RemoteStream Forward(string? parameters)
    {
        var known = parameters is null ? "" : $"\"parameters\":{parameters},";
        var json = $$$"""
            {"id":"x","type":"forward","media":{"tracks":[{"id":"x-1","type":"video","format":{"codec":"vp8"},{{{known}}}
              "optional":{"parameters":{"framerate":[6,12,15,24],"bitrate":["x0.8","x0.6"]}},"status":"active","mid":"1"}]}}
            """;
        return RemoteStream.Create("x", StreamInfoReader.Read(JsonSerializer.Deserialize(json, ProtocolJson.Default.StreamInfoMessage)!));
    }
}
