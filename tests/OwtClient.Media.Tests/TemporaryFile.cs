namespace OwtClient.Media.Tests;

/// <summary>A path for one test; the file is deleted at its end.</summary>
internal sealed class TemporaryFile(string extension) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + extension);

    public void Dispose() => File.Delete(Path);
}
