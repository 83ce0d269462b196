using OwtClient.Channels;
using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>A local stream that is being sent to the conference.</summary>
public sealed partial class Publication : ConferenceSession
{
    private readonly List<(LocalTrack Track, TrackAttachment Attachment)> _attachments = [];
    private readonly object _gate = new();

    internal Publication(Membership membership, SessionChannel channel, LocalStream stream, PublishOptions options)
        : base(membership, channel)
    {
        Stream = stream;
        // The attributes are the caller's object, which may change before they are needed again.
        Options = options with { Attributes = options.Attributes?.DeepClone().AsObject() };
    }

    /// <summary>What is sent. It stays the application's, and usable after the publication ended.</summary>
    public LocalStream Stream { get; }

    /// <summary>Stops sending tracks, and tells the server, which tells everybody.</summary>
    /// <param name="kinds">Which; kinds that the stream does not have are passed over.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the tracks are then muted here alone.</param>
    /// <exception cref="ArgumentException">The stream has none of <paramref name="kinds"/>.</exception>
    /// <exception cref="InvalidOperationException">The publication has ended.</exception>
    /// <exception cref="ConferenceException">The server refused or did not answer; the tracks are muted here alone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task MuteAsync(TrackKinds kinds = TrackKinds.All, CancellationToken cancellationToken = default)
    {
        var present = Present(kinds);
        Pause(present, true);
        return ControlAsync("stream-control", "pause", ControlData.Kinds(present), cancellationToken);
    }

    /// <summary>
    /// Tells the server, which tells everybody, and sends tracks again, pictures from the next key frame that the source makes.
    /// </summary>
    /// <param name="kinds">Which; kinds that the stream does not have are passed over.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the tracks then stay muted here.</param>
    /// <exception cref="ArgumentException">The stream has none of <paramref name="kinds"/>.</exception>
    /// <exception cref="InvalidOperationException">The publication has ended.</exception>
    /// <exception cref="ConferenceException">The server refused or did not answer; the tracks stay muted here.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task UnmuteAsync(TrackKinds kinds = TrackKinds.All, CancellationToken cancellationToken = default)
    {
        var present = Present(kinds);
        await ControlAsync("stream-control", "play", ControlData.Kinds(present), cancellationToken).ConfigureAwait(false);
        Pause(present, false);
        if (present.HasFlag(TrackKinds.Video)) AskForKeyFrame(Stream.Video);
    }

    private protected override void OnOpened()
    {
        lock (_gate)
        {
            foreach (var transceiver in Channel.Transceivers) AttachLocked(transceiver);
        }

        AnnounceLimits();
        AskForKeyFrame(Stream.Video); // a source that is running already is in the middle of a group of pictures
    }

    private protected override void OnClosed()
    {
        lock (_gate)
        {
            foreach (var (track, attachment) in _attachments) track.Detach(attachment);
            _attachments.Clear();
        }

        AnnounceLimits();
    }

    private void AttachLocked(IRtpTransceiver transceiver)
    {
        var isAudio = transceiver.Kind == MediaKind.Audio;
        var track = isAudio ? (LocalTrack)Stream.Audio! : Stream.Video!;
        var attachment = new TrackAttachment(transceiver.Sender)
        {
            MaxBitsPerSecond = isAudio ? Options.MaxAudioBitsPerSecond : Options.MaxVideoBitsPerSecond,
            IsPaused = _muted.HasFlag(KindOf(track)),
        };
        track.Attach(attachment);
        _attachments.Add((track, attachment));
    }

    /// <summary>Through the dispatcher, since the handlers are the application's.</summary>
    private void AnnounceLimits()
    {
        if (Stream.Audio is { } audio) Post(audio.AnnounceLimit);
        if (Stream.Video is { } video) Post(video.AnnounceLimit);
    }

    private static TrackKinds KindOf(LocalTrack track) => track.Kind == MediaKind.Audio ? TrackKinds.Audio : TrackKinds.Video;

    private void Pause(TrackKinds kinds, bool paused)
    {
        lock (_gate)
        {
            _muted = paused ? _muted | kinds : _muted & ~kinds;
            foreach (var (track, attachment) in _attachments)
            {
                if (kinds.HasFlag(KindOf(track))) attachment.IsPaused = paused;
            }
        }
    }
}
