namespace OwtClient.WebRtc.Streams;

/// <summary>How one stream is received.</summary>
internal sealed record ReceiveStreamOptions
{
    /// <summary>Section the stream belongs to.</summary>
    public required string Mid { get; init; }

    /// <summary>Simulcast layer, or null.</summary>
    public string? Rid { get; init; }

    public required MediaKind Kind { get; init; }

    public required ClockRates ClockRates { get; init; }

    /// <summary>When to ask for missing packets; <see cref="NackOptions.Off"/> unless <c>nack</c> was negotiated.</summary>
    public NackOptions Nack { get; init; } = NackOptions.Off;

    /// <summary>Whether key frames may be asked for (<c>nack pli</c> was negotiated).</summary>
    public bool KeyFrameRequests { get; init; }

    /// <summary>
    /// How long a packet may be missing before those behind it go on without. Grows with the round-trip time up to
    /// <see cref="MaxRepairWait"/>.
    /// </summary>
    public required TimeSpan MinRepairWait { get; init; }

    /// <summary>The most that <see cref="MinRepairWait"/> grows to.</summary>
    public required TimeSpan MaxRepairWait { get; init; }

    /// <summary>Packets that wait for a missing one at most; a power of two.</summary>
    public required int MaxReorderedPackets { get; init; }

    /// <summary>Pictures: worth waiting for, because a gap costs everything up to the next key frame.</summary>
    public static ReceiveStreamOptions ForVideo(string mid, ClockRates clockRates, bool nack, bool keyFrameRequests) => new()
    {
        Mid = mid,
        Kind = MediaKind.Video,
        ClockRates = clockRates,
        Nack = nack ? new NackOptions() : NackOptions.Off,
        KeyFrameRequests = keyFrameRequests,
        MinRepairWait = TimeSpan.FromMilliseconds(nack ? 500 : 50),
        MaxRepairWait = TimeSpan.FromMilliseconds(nack ? 1500 : 50),
        MaxReorderedPackets = 1024,
    };

    /// <summary>Sound: a gap is soon over, so it never holds the rest up for long.</summary>
    public static ReceiveStreamOptions ForAudio(string mid, ClockRates clockRates, bool nack) => new()
    {
        Mid = mid,
        Kind = MediaKind.Audio,
        ClockRates = clockRates,
        Nack = nack ? new NackOptions() : NackOptions.Off,
        MinRepairWait = TimeSpan.FromMilliseconds(nack ? 100 : 40),
        MaxRepairWait = TimeSpan.FromMilliseconds(nack ? 100 : 40),
        MaxReorderedPackets = 64,
    };
}
