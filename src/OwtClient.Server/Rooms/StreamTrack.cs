using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>One track of a published stream.</summary>
internal sealed class StreamTrack(string id, MediaKind kind, string mid)
{
    /// <summary><c>transportId-mid</c>, or <c>transportId-mid:rid</c> for a simulcast layer (PROTOCOL §5.1).</summary>
    public string Id { get; } = id;

    public MediaKind Kind { get; } = kind;

    public string Mid { get; } = mid;

    /// <summary>Simulcast layer, or null.</summary>
    public string? Rid { get; init; }

    /// <summary>What is published, for example <c>camera</c>, or null.</summary>
    public string? Source { get; init; }

    /// <summary>The negotiated codec.</summary>
    public required RtpCodec Codec { get; init; }

    /// <summary>Picture width in pixels, or 0 until the first key frame told it.</summary>
    public int Width { get; set; }

    /// <summary>Picture height in pixels, or 0 until the first key frame told it.</summary>
    public int Height { get; set; }

    /// <summary>False while its owner has it paused.</summary>
    public bool IsActive { get; set; } = true;
}
