using OwtClient.SipSorcery.Negotiation;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Peer;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.SipSorcery.Engine;

/// <content>Media sections.</content>
internal sealed partial class SipSorceryPeerConnection
{
    public IRtpTransceiver AddTransceiver(MediaKind kind, TransceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EngineLimits.Check(kind, options);
        lock (_gate)
        {
            ThrowIfDisposed();
            var mid = options.Mid ?? NextMid();
            if (!SectionId.IsValid(mid)) throw new ArgumentException("A mid has 1 to 16 token characters (RFC 5888 §4).", nameof(options));
            if (FindTransceiver(mid) is not null) throw new ArgumentException($"There is a section {mid} already.", nameof(options));
            return AddTransceiverLocked(kind, options, mid);
        }
    }

    /// <summary>
    /// New sections of an offer get transceivers that only receive until the application says otherwise (RFC 9429 §5.10).
    /// </summary>
    private void AddOfferedTransceivers()
    {
        foreach (var media in _negotiation.Remote!.Media)
        {
            if (!SectionWriter.TryParseKind(media.Kind, out var kind) || FindTransceiver(media.Mid!) is not null) continue;
            AddTransceiverLocked(kind, new TransceiverOptions { Direction = TransceiverDirection.RecvOnly }, media.Mid!);
        }
    }

    private SipSorceryTransceiver AddTransceiverLocked(MediaKind kind, TransceiverOptions options, string mid)
    {
        var random = CryptoRandomSource.Instance;
        var ssrc = Ssrc.Random(random).Value;
        var section = new LocalSection
        {
            Mid = mid,
            Kind = kind,
            Direction = options.Direction,
            Codecs = options.Codecs.Count > 0 ? [.. options.Codecs] : DefaultCodecs.For(kind),
            PrefersOwnOrder = options.Codecs.Count > 0,
            Encodings = [new LocalEncoding(null, ssrc)],
            StreamId = options.StreamId ?? RandomId.Create(random),
            TrackId = RandomId.Create(random),
        };
        var sender = new SipSorcerySender(_events, ssrc, _shared.Options.TimeProvider);
        var receiver = new SipSorceryReceiver(kind, _shared.Frames, _shared.Clock, _options.ReceiveQueueFrames);
        var transceiver = new SipSorceryTransceiver(section, sender, receiver);
        _transceivers = [.. _transceivers, transceiver];
        return transceiver;
    }

    private string NextMid()
    {
        var number = _transceivers.Length;
        while (FindTransceiver($"{number}") is not null) number++;
        return $"{number}";
    }

    private LocalSection[] WantedSections() => [.. _transceivers.Select(transceiver => transceiver.Wanted)];

    private SipSorceryTransceiver? FindTransceiver(string mid) => Array.Find(_transceivers, transceiver => transceiver.Mid == mid);
}
