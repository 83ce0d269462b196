namespace OwtClient.Media.Tests;

/// <summary>The files of the folder <c>Vectors</c>.</summary>
internal static class Vector
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Vectors", name);

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public static Task<MediaFileReader> OpenAsync(byte[] file, MediaFileReaderOptions? options = null) =>
        MediaFileReader.OpenStreamAsync(new MemoryStream(file), options, TestContext.Current.CancellationToken);

    public static async Task<List<MediaFrame>> FramesOfAsync(MediaFileReader reader)
    {
        var frames = new List<MediaFrame>();
        await foreach (var frame in reader.ReadFramesAsync(TestContext.Current.CancellationToken)) frames.Add(frame);
        return frames;
    }

    public static async Task<List<MediaFrame>> FramesOfAsync(byte[] file)
    {
        await using var reader = await OpenAsync(file);
        return await FramesOfAsync(reader);
    }
}
