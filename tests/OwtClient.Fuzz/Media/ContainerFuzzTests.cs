using OwtClient.Fuzz.Harness;
using OwtClient.Media;

namespace OwtClient.Fuzz.Media;

public class ContainerFuzzTests
{
    /// <summary>A damaged file gives frames, an early end or a <see cref="MediaFormatException"/>; its sizes are not believed.</summary>
    [Theory]
    [InlineData(".webm")]
    [InlineData(".mkv")]
    [InlineData(".ivf")]
    [InlineData(".ogg")]
    [InlineData(".h264")]
    public void DamagedFile_IsReadOrRefused(string extension)
    {
        const int MaxFrameBytes = 1 << 20;
        var seeds = Seeds.Media(extension).Select(file => file[..Math.Min(file.Length, 40_000)]).ToArray();
        Fuzzer.Bytes(seeds, input =>
        {
            try
            {
                Read(input, MaxFrameBytes);
            }
            catch (MediaFormatException)
            {
                // The documented answer.
            }
        }, inputs: 1500, maxAllocated: 40L << 20);
    }

    private static void Read(byte[] file, int maxFrameBytes)
    {
        using var stream = new MemoryStream(file);
        var reader = Result(new ValueTask<MediaFileReader>(MediaFileReader.OpenStreamAsync(stream, new MediaFileReaderOptions { MaxFrameBytes = maxFrameBytes })));
        var frames = 0;
        while (Result(reader.ReadFrameAsync()) is { } frame)
        {
            Assert.InRange(frame.Data.Length, 0, maxFrameBytes);
            Assert.True(++frames <= file.Length);
        }
    }

    /// <summary>Memory is always there: the readers never really wait.</summary>
    private static T Result<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }
}
