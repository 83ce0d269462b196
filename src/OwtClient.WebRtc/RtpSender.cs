using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Peer;

namespace OwtClient.WebRtc;

/// <summary>The sending half of a media section.</summary>
/// <remarks>Thread-safe; frames of one track must be given one after another.</remarks>
public sealed class RtpSender : IRtpSender
{
    private readonly ConnectionDriver _driver;
    private readonly EventDispatcher _events;
    private readonly object _sending = new(); // keeps the packets of a frame together
    private readonly List<string?> _requested = []; // layers whose key frame request is on its way to the handlers

    internal RtpSender(ConnectionDriver driver, EventDispatcher events, SendTrack track) => (_driver, _events, Track) = (driver, events, track);

    /// <inheritdoc/>
    public event EventHandler<string?>? KeyFrameRequested;

    /// <inheritdoc/>
    public RtpCodec? Codec => Track.Codec?.Codec;

    internal SendTrack Track { get; }

    /// <inheritdoc/>
    public bool SendFrame(EncodedFrame frame, string? rid = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        lock (_sending) return _driver.SendFrame(Track, frame, rid);
    }

    /// <summary>Sends one RTP packet with a payload that is finished already, on the calling thread; keeps it for retransmission.</summary>
    /// <param name="packet">
    /// Payload and what of the header the source decides. SSRC, payload type (of <see cref="Codec"/>), header extensions and, unless
    /// given, the sequence number are this sender's own.
    /// </param>
    /// <param name="rid">Simulcast layer, or null for the only one.</param>
    /// <returns>False when nothing was sent: not connected yet, not negotiated for sending, no such layer, or closed.</returns>
    /// <exception cref="ArgumentException">The payload does not fit a packet.</exception>
    /// <remarks>Allocates nothing. Do not mix with <see cref="SendFrame"/> on one track: each numbers timestamps in its own way.</remarks>
    public bool SendPacket(in RtpPacketToSend packet, string? rid = null) => _driver.SendPacket(Track, packet, rid);

    internal void PostKeyFrameRequest(string? rid)
    {
        lock (_requested)
        {
            if (_requested.Contains(rid)) return;
            _requested.Add(rid);
        }

        _events.Post(() =>
        {
            lock (_requested) _requested.Remove(rid);
            KeyFrameRequested?.Invoke(this, rid);
        });
    }
}
