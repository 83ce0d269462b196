using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Peer;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc;

/// <summary>Media sections.</summary>
public sealed partial class PeerConnection
{
    private const int MaxMidLength = 16; // fits the one-byte header extension (RFC 8285 §4.2)

    /// <inheritdoc cref="IPeerConnection.AddTransceiver"/>
    public RtpTransceiver AddTransceiver(MediaKind kind, TransceiverOptions? options = null)
    {
        options ??= new TransceiverOptions();
        CheckCodecs(kind, options);
        CheckEncodings(kind, options);
        lock (_gate)
        {
            ThrowIfDisposed();
            var mid = options.Mid ?? NextMid();
            if (!IsMid(mid)) throw new ArgumentException("A mid has 1 to 16 token characters (RFC 5888 §4).", nameof(options));
            if (FindTransceiver(mid) is not null) throw new ArgumentException($"There is a section {mid} already.", nameof(options));
            return AddTransceiverLocked(kind, options, mid);
        }
    }

    IRtpTransceiver IPeerConnection.AddTransceiver(MediaKind kind, TransceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return AddTransceiver(kind, options);
    }

    private static void CheckCodecs(MediaKind kind, TransceiverOptions options)
    {
        foreach (var codec in options.Codecs)
        {
            if (codec.Kind != kind) throw new NotSupportedException($"{codec.Name} cannot be carried in a section of {kind}.");
        }
    }

    private static void CheckEncodings(MediaKind kind, TransceiverOptions options)
    {
        if (options.SendEncodings.Count == 0) return;
        if (kind == MediaKind.Audio) throw new NotSupportedException("Simulcast of audio is not supported.");
        var rids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var encoding in options.SendEncodings)
        {
            if (!SdpRid.IsValid(encoding.Rid)) throw new ArgumentException($"The rid '{encoding.Rid}' is malformed (RFC 8851 §10).", nameof(options));
            if (!rids.Add(encoding.Rid)) throw new ArgumentException($"The rid '{encoding.Rid}' is there twice.", nameof(options));
        }
    }

    private static bool IsMid(string mid)
    {
        if (mid.Length is 0 or > MaxMidLength) return false;
        foreach (var c in mid)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-.^_`{|}~".Contains(c, StringComparison.Ordinal)) return false; // RFC 8866 §9, token
        }

        return true;
    }

    private RtpTransceiver AddTransceiverLocked(MediaKind kind, TransceiverOptions options, string mid)
    {
        var random = _shared.Random;
        string?[] rids = options.SendEncodings.Count > 0 ? [.. options.SendEncodings.Select(encoding => encoding.Rid)] : [null];
        var section = new LocalSection
        {
            Mid = mid,
            Kind = kind,
            Direction = options.Direction,
            Codecs = options.Codecs.Count > 0 ? [.. options.Codecs] : DefaultCodecs.For(kind),
            PrefersOwnOrder = options.Codecs.Count > 0,
            Encodings = [.. rids.Select(rid => new LocalEncoding(rid, Ssrc.Random(random).Value))],
            StreamId = options.StreamId ?? RandomId.Create(random),
            TrackId = RandomId.Create(random),
        };
        var sender = new RtpSender(_driver, _events, new SendTrack(kind, section.Encodings, random));
        var receiver = new RtpReceiver(_driver, kind, _shared.Frames, _options.ReceiveQueueFrames);
        var transceiver = new RtpTransceiver(section, sender, receiver);
        _transceivers = [.. _transceivers, transceiver];
        return transceiver;
    }

    private string NextMid()
    {
        var number = _transceivers.Length;
        while (FindTransceiver($"{number}") is not null) number++;
        return $"{number}";
    }
}
