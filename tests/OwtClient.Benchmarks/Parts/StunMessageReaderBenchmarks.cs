using BenchmarkDotNet.Attributes;
using OwtClient.WebRtc.Stun;

namespace OwtClient.Benchmarks.Parts;

/// <summary>What a connectivity check costs to read (RFC 5769 §2.1), and what a media packet costs to turn away.</summary>
[MemoryDiagnoser]
public class StunMessageReaderBenchmarks
{
    private readonly byte[] _request = Convert.FromHexString(
        "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36" +
        "000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");

    private readonly byte[] _password = "VOkJxbRl1RmTxUk/WvJxBt"u8.ToArray();
    private readonly byte[] _rtp = [0x80, 0x6f, .. new byte[170]];

    [Benchmark]
    public int FindUserName()
    {
        StunMessageReader.Parse(_request, out var message);
        message.TryGetAttribute(StunAttributeType.Username, out var username);
        return username.Length;
    }

    [Benchmark]
    public bool CheckIntegrity()
    {
        StunMessageReader.Parse(_request, out var message);
        return message.HasIntegrity(_password);
    }

    [Benchmark]
    public bool TurnAwayRtp() => StunMessageReader.LooksLikeStun(_rtp);
}
