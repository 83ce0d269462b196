using OwtClient.WebRtc.Streams;

namespace OwtClient.WebRtc.Tests.Streams;

public class ReceiveLogTests
{
    [Theory]
    [InlineData(65536)]
    [InlineData(65536 + 63)]
    [InlineData(65536 + 64)]
    [InlineData(65536 + 2047)]
    [InlineData(2 * 65536)]
    [InlineData((3 * 65536) - 1)]
    public void EachPacketIsNewOnce(long start)
    {
        var log = new ReceiveLog();
        for (var i = 0; i < 5000; i += 2) Assert.Equal(ReceiveLogStatus.New, log.Add(start + i));
        Assert.Equal(ReceiveLogStatus.Duplicate, log.Add(start + 4998));
        var edge = start + 4998 - ReceiveLog.Size;
        Assert.Equal(ReceiveLogStatus.TooOld, log.Add(edge));
        for (var sequence = edge + 1; sequence < start + 4998; sequence++)
        {
            var wasReceived = (sequence - start) % 2 == 0;
            Assert.Equal(wasReceived ? ReceiveLogStatus.Duplicate : ReceiveLogStatus.New, log.Add(sequence));
            Assert.Equal(ReceiveLogStatus.Duplicate, log.Add(sequence));
        }
    }

    [Theory]
    [InlineData(ReceiveLog.Size - 1)]
    [InlineData(ReceiveLog.Size)]
    [InlineData(ReceiveLog.Size + 1)]
    [InlineData(100_000)]
    public void AJump_ForgetsWhatItJumpsOver(int jump)
    {
        var log = new ReceiveLog();
        for (var i = 0; i < ReceiveLog.Size; i++) log.Add(70_000 + i);
        var newest = 70_000 + ReceiveLog.Size - 1 + jump;
        Assert.Equal(ReceiveLogStatus.New, log.Add(newest));
        for (var sequence = Math.Max(newest - ReceiveLog.Size + 1, 70_000L + ReceiveLog.Size); sequence < newest; sequence++)
        {
            Assert.Equal(ReceiveLogStatus.New, log.Add(sequence));
        }
    }

    [Fact]
    public void Clear_BeginsAnew()
    {
        var log = new ReceiveLog();
        log.Add(100_000);
        log.Clear();
        Assert.Equal(ReceiveLogStatus.New, log.Add(70_000));
        Assert.Equal(ReceiveLogStatus.New, log.Add(100_000));
    }
}
