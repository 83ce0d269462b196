using System.Net;
using OwtClient.Fuzz.Harness;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.Fuzz.WebRtc;

public class StunFuzzTests
{
    // RFC 5769 §2.1, §2.2 and §2.3
    private static readonly byte[][] Messages =
    [
        Seeds.Hex("000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf"),
        Seeds.Hex("0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96"),
        Seeds.Hex("010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f72200020001400020113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c"),
        Seeds.Hex("011100142112a442b7e7a701bc34d686fa87dfae0009001000000401556e617574686f72697a65640000"),
    ];

    [Fact]
    public void Message_EveryGetterOnAnyInput() => Fuzzer.Bytes(Messages, input =>
    {
        var key = "VOkJxbRl1RmTxUk/WvJxBt"u8;
        if (StunMessageReader.Parse(input, out var message) != StunParseStatus.Ok) return;
        _ = message.Type;
        _ = message.TransactionId;
        foreach (var type in Enum.GetValues<StunAttributeType>())
        {
            message.TryGetAttribute(type, out _);
            message.TryGetUInt32(type, out _);
            message.TryGetUInt64(type, out _);
        }

        message.TryGetErrorCode(out _);
        message.TryGetXorMappedAddress(out _);
        message.HasIntegrity(key);
        message.HasFingerprint();
        message.GetUnknownAttributes(stackalloc ushort[8]);
    });

    /// <summary>An agent that takes anything from the network stays within its bounds.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Agent_AnyDatagram(bool controlling)
    {
        var agent = new IceAgent(controlling ? IceRole.Controlling : IceRole.Controlled, new SeededRandomSource(5));
        var host = new TransportAddress(IPAddress.Parse("192.0.2.1"), 1000);
        var now = new Instant(TimeSpan.Zero);
        agent.AddLocalCandidate(now, Candidate.CreateHost(host));
        agent.SetRemoteCredentials(now, "remote12", "a-password-of-at-least-22");
        var random = new Random(FuzzLimits.Seed);
        var buffer = new byte[IceAgent.MaxDatagramLength];
        Fuzzer.Bytes(Messages, input =>
        {
            now += TimeSpan.FromMilliseconds(random.Next(30));
            agent.HandleDatagram(now, host, new TransportAddress(IPAddress.Parse("192.0.2.2"), random.Next(1, 65536)), input);
            if (agent.Deadline is { } deadline && deadline <= now) agent.HandleTimeout(now);
            for (var sent = 0; agent.TryPollTransmit(buffer, out _); sent++) Assert.True(sent < 200);
            while (agent.TryPollEvent(out _))
            {
            }

            Assert.InRange(agent.Pairs.Count, 0, IceAgentOptions.Default.MaxPairs);
            Assert.InRange(agent.RemoteCandidates.Count, 0, IceAgentOptions.Default.MaxRemoteCandidates);
        });
    }

    [Fact]
    public void CandidateAttribute_AnyText() => Fuzzer.Bytes(
        [
            "candidate:1 1 udp 2130706431 192.0.2.1 9 typ host"u8.ToArray(),
            "candidate:842163049 1 UDP 1677729535 2001:db8::1 60000 typ srflx raddr 10.0.0.1 rport 3 generation 0 ufrag abcd network-cost 999"u8.ToArray(),
            "candidate:x 1 tcp 1 a.local 9 typ relay tcptype active"u8.ToArray(),
        ],
        input =>
        {
            if (!CandidateAttribute.TryParse(System.Text.Encoding.Latin1.GetString(input), out var attribute)) return;
            attribute.TryGetTransportAddress(out _);
            Assert.True(CandidateAttribute.TryParse(attribute.ToString(), out var again));
            Assert.Equal(attribute.ToString(), again.ToString());
        });

    [Fact]
    public void StunUri_AnyText() => Fuzzer.Bytes(
        ["stun:stun.example.org:3478"u8.ToArray(), "stuns:[2001:db8::1]"u8.ToArray(), "turn:a?transport=udp"u8.ToArray()],
        input =>
        {
            if (StunUri.TryParse(System.Text.Encoding.Latin1.GetString(input), out var uri)) Assert.NotNull(uri.ToString());
        });
}
