using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc;

/// <summary>Offers and answers (RFC 9429 §4.1).</summary>
public sealed partial class PeerConnection
{
    private string? _remoteText;
    private SdpType _remoteType;

    /// <inheritdoc/>
    public SessionDescription? LocalDescription
    {
        get
        {
            lock (_gate) return _negotiation.Local is { } local ? new SessionDescription(_negotiation.LocalType, WriteWithCandidates(local)) : null;
        }
    }

    /// <inheritdoc/>
    public SessionDescription? RemoteDescription
    {
        get
        {
            lock (_gate) return _remoteText is { } text ? new SessionDescription(_remoteType, text) : null;
        }
    }

    /// <inheritdoc/>
    public Task<SessionDescription> CreateOfferAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_negotiation.CanSet(DescriptionSide.Local, SdpType.Offer)) throw WrongState("create an offer");
            if (_transceivers.Length == 0) throw new InvalidOperationException("There is nothing to offer: add a transceiver first.");
            if (!_negotiation.TryCreateOffer(WantedSections(), out var text))
                throw new InvalidOperationException("There are more codecs than payload types.");
            return Task.FromResult(new SessionDescription(SdpType.Offer, text));
        }
    }

    /// <inheritdoc/>
    public Task<SessionDescription> CreateAnswerAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_negotiation.CanSet(DescriptionSide.Local, SdpType.Answer)) throw WrongState("create an answer");
            return Task.FromResult(new SessionDescription(SdpType.Answer, _negotiation.CreateAnswer(WantedSections())));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SdpException">The description is not the newest one this connection created for its type.</exception>
    public Task SetLocalDescriptionAsync(SessionDescription description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_negotiation.CanSet(DescriptionSide.Local, description.Type)) throw WrongState($"set a local {description.Type}");
            if (!_negotiation.TrySetLocal(description, out var outcome))
                throw new SdpException("Only the newest description this connection created can be set as local description.");
            Gather();
            Apply(outcome);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!_negotiation.CanSet(DescriptionSide.Remote, description.Type)) throw WrongState($"set a remote {description.Type}");
            var error = _negotiation.SetRemote(description, out var outcome);
            if (!error.IsNone) throw new SdpException(error.ToString());
            (_remoteText, _remoteType) = (description.Sdp, description.Type);
            if (description.Type == SdpType.Offer) AddOfferedTransceivers();
            Apply(outcome);
        }

        return Task.CompletedTask;
    }

    /// <summary>New sections of an offer get transceivers that only receive until the application says otherwise (RFC 9429 §5.10).</summary>
    private void AddOfferedTransceivers()
    {
        foreach (var media in _negotiation.Remote!.Media)
        {
            if (!SectionWriter.TryParseKind(media.Kind, out var kind) || FindTransceiver(media.Mid!) is not null) continue;
            AddTransceiverLocked(kind, new TransceiverOptions { Direction = TransceiverDirection.RecvOnly }, media.Mid!);
        }
    }

    private void Apply(NegotiationOutcome? outcome)
    {
        if (outcome is null) return;
        foreach (var section in outcome.Sections) FindTransceiver(section.Mid)?.SetCurrentDirection(section.Direction);
        _driver.Apply(outcome, TracksOf);
    }

    private (SendTrack Sender, ReceiveTrack Receiver) TracksOf(NegotiatedSection section)
    {
        var transceiver = FindTransceiver(section.Mid)!; // every audio and video section has one
        return (transceiver.Sender.Track, transceiver.Receiver.Track);
    }

    private LocalSection[] WantedSections() => [.. _transceivers.Select(transceiver => transceiver.Wanted)];

    private RtpTransceiver? FindTransceiver(string mid) => Array.Find(_transceivers, transceiver => transceiver.Mid == mid);

    private InvalidOperationException WrongState(string what) => new($"Cannot {what} in signaling state {_negotiation.State}.");
}
