using OwtClient.WebRtc;

namespace OwtClient.Testing;

/// <summary>Records the frames it is given while its connection is connected. Thread-safe.</summary>
public sealed class FakeRtpSender : IRtpSender
{
    private readonly object _gate = new();
    private readonly List<SentFrame> _frames = [];

    /// <inheritdoc/>
    public event EventHandler<string?>? KeyFrameRequested;

    /// <summary>The negotiated codec; may be set to simulate another choice of the peer.</summary>
    public RtpCodec? Codec { get; set; }

    /// <summary>The frames sent so far, in order. A snapshot.</summary>
    public IReadOnlyList<SentFrame> SentFrames
    {
        get
        {
            lock (_gate) return [.. _frames];
        }
    }

    internal bool IsConnected { get; set; }

    /// <summary>Raises <see cref="KeyFrameRequested"/>, as a PLI of the peer would.</summary>
    public void RequestKeyFrame(string? rid = null) => KeyFrameRequested?.Invoke(this, rid);

    /// <inheritdoc/>
    public bool SendFrame(EncodedFrame frame, string? rid = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!IsConnected || Codec is null) return false;
        if (frame.Codec != Codec.Codec) throw new ArgumentException($"{Codec.Name} was negotiated, not {frame.Codec}.", nameof(frame));
        var sent = new SentFrame(frame.Codec, frame.Data.ToArray(), frame.Timestamp, frame.IsKeyFrame, rid) { AudioLevel = frame.AudioLevel };
        lock (_gate) _frames.Add(sent);
        return true;
    }
}
