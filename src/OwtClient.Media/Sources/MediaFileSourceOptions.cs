using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OwtClient.Media;

/// <summary>How a <see cref="MediaFileSource"/> plays. Immutable; vary with <c>with</c>.</summary>
public sealed record MediaFileSourceOptions
{
    /// <summary>Whether the file begins again at its end, with timestamps that go on. The default value is false.</summary>
    public bool Loop { get; init; }

    /// <summary>
    /// After a stall frames are sent at once until playback is where it should be. A longer stall than this is not made up for: playback
    /// goes on from there. The default value is 5 s.
    /// </summary>
    public TimeSpan MaxCatchUp { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock that paces. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where exceptions of event handlers are logged. The default value is nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>How the file is read.</summary>
    public MediaFileReaderOptions Reader { get; init; } = new();
}
