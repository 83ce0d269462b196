using System.Security.Cryptography;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Io;

/// <summary>The operating system's random numbers. Thread-safe.</summary>
internal sealed class CryptoRandomSource : IRandomSource
{
    public static CryptoRandomSource Instance { get; } = new();

    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}
