using BenchmarkDotNet.Attributes;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Benchmarks.Parts;

/// <summary>Reading the header of a video packet with three extensions.</summary>
[MemoryDiagnoser]
public class RtpPacketReaderBenchmarks
{
    private readonly byte[] _packet = [.. Convert.FromHexString("906012340000000100000002bede000310612301020332aabbcc51000100"), .. new byte[1200]];

    [Benchmark]
    public int Parse()
    {
        RtpPacketReader.Parse(_packet, out var packet);
        return packet.Payload.Length + packet.SequenceNumber.Value;
    }

    [Benchmark]
    public int ParseAndFindExtension()
    {
        RtpPacketReader.Parse(_packet, out var packet);
        return packet.TryGetExtension(3, out var value) ? value.Length : 0;
    }
}
