using System.Text.Json;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <content>What the negotiation's effects do.</content>
internal sealed partial class SessionChannel
{
    private string _transportId = "";

    private async ValueTask ExecuteAsync(NegotiationEffect effect)
    {
        switch (effect)
        {
            case NegotiationEffect.SendRequest:
                _operations.Add(SendRequestAsync());
                break;
            case NegotiationEffect.SendOffer offer:
                _operations.Add(SendOfferAsync(offer.TransportId));
                break;
            case NegotiationEffect.ApplyAnswer answer:
                _operations.Add(ApplyAnswerAsync(answer.Sdp));
                break;
            case NegotiationEffect.SendCandidate send:
                _operations.Add(SendCandidateAsync(send.TransportId, send.Candidate));
                break;
            case NegotiationEffect.AddCandidate add:
                _operations.Add(AddCandidateAsync(add.Candidate));
                break;
            case NegotiationEffect.RemoveOrphan orphan:
                _operations.Add(RemoveOrphanAsync(orphan.SessionId));
                break;
            case NegotiationEffect.Open:
                Opened?.Invoke();
                _opened.TrySetResult();
                break;
            case NegotiationEffect.Interrupt interrupt:
                Interrupted?.Invoke(interrupt.Error);
                break;
            case NegotiationEffect.Continue:
                Continued?.Invoke();
                break;
            case NegotiationEffect.Close close:
                await CloseAsync(close).ConfigureAwait(false);
                break;
        }
    }

    private async Task SendRequestAsync()
    {
        _context.Router.RequestBegins();
        try
        {
            var result = await _context.Requests.SendAsync(
                _plan.RequestName, _plan.Request, OnLateReply, _closing.Token).ConfigureAwait(false);
            await HandleReplyAsync(result).ConfigureAwait(false);
        }
        catch (ConferenceException e)
        {
            Post(new NegotiationInput.Refused(e));
        }
        catch (OperationCanceledException)
        {
            // It is closing; a late reply goes to OnLateReply.
        }
        finally
        {
            _context.Router.RequestEnds();
        }
    }

    private Task HandleReplyAsync(JsonElement? reply)
    {
        if (SessionReply.Read(reply) is not { } accepted)
        {
            var problem = $"The server granted {_plan.RequestName} without naming the session.";
            Post(new NegotiationInput.Refused(new ConferenceException(ConferenceError.ProtocolViolation, problem)));
            return Task.CompletedTask;
        }

        (SessionId, _transportId) = (accepted.SessionId, accepted.TransportId);
        if (!Post(accepted)) return RemoveOrphanAsync(accepted.SessionId);
        // After the reply is queued, since progress messages that overtook it are queued here.
        _context.Router.Register(accepted.SessionId, accepted.TransportId, input => Post(input));
        return Task.CompletedTask;
    }

    /// <summary>The server made the session after nobody wanted it any more.</summary>
    private void OnLateReply(JsonElement reply)
    {
        if (SessionReply.Read(reply) is { } accepted) _ = RemoveOrphanAsync(accepted.SessionId); // the stay in the conference waits for it
    }

    private Task RemoveOrphanAsync(string sessionId)
    {
        Log.OrphanRemoved(_context.Logger, sessionId);
        return _context.RemoveAsync(_plan.RemovalName, sessionId);
    }

    private async Task SendOfferAsync(string transportId)
    {
        try
        {
            await SendSoacAsync(transportId, SignalingMessage.Offer(_offer)).ConfigureAwait(false);
        }
        catch (ConferenceException e) when (e.Error == ConferenceError.Rejected)
        {
            Post(new NegotiationInput.OfferFailed(e));
        }
        catch (Exception e) when (e is ConferenceException or OperationCanceledException)
        {
            // It is closing; or the offer's way is in doubt, and the answer (which a resumed connection brings) or its time limit decides.
        }
    }

    private async Task SendCandidateAsync(string transportId, IceCandidate candidate)
    {
        try
        {
            await SendSoacAsync(transportId, SignalingMessage.OfCandidate(CandidateText.ToServer(candidate))).ConfigureAwait(false);
        }
        catch (ConferenceException e)
        {
            // Others may do; if none does, the transport does not get ready and its time limit says so.
            Log.CandidateRefused(_context.Logger, SessionId ?? "", e.Error);
        }
        catch (OperationCanceledException)
        {
            // It is closing.
        }
    }

    private Task<JsonElement?> SendSoacAsync(string transportId, SignalingMessage message) =>
        _context.Requests.SendAsync("soac", new SoacRequest(transportId, message), ProtocolJson.Default.SoacRequest, _closing.Token);

    private async Task ApplyAnswerAsync(string sdp)
    {
        try
        {
            await Peer.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Answer, sdp), _closing.Token).ConfigureAwait(false);
            if (MissingCodec() is { } problem) RefuseAnswer(problem, null);
            else Post(new NegotiationInput.AnswerApplied());
        }
        catch (SdpException e)
        {
            RefuseAnswer($"The server's answer cannot be used: {e.Message}", e);
        }
        catch (OperationCanceledException)
        {
            // It is closing.
        }
#pragma warning disable CA1031 // Whatever an engine throws, no answer is in force, and the session must hear of it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            RefuseAnswer("The engine refuses the answer.", e);
        }
    }

    private void RefuseAnswer(string problem, Exception? cause) =>
        Post(new NegotiationInput.AnswerUnusable(new ConferenceException(ConferenceError.NegotiationFailed, problem, cause)));

    /// <summary>The server answers with an empty list where it finds no codec (PROTOCOL §6.5).</summary>
    private string? MissingCodec()
    {
        for (var i = 0; i < _plan.Tracks.Count; i++)
        {
            var track = _plan.Tracks[i];
            var sends = _plan.Direction == TransceiverDirection.SendOnly;
            var codec = sends ? Transceivers[i].Sender.Codec : Transceivers[i].Receiver.Codec;
            if (codec is null) return $"The server accepts none of the codecs offered for {track.Kind}.";
            if (track.Carried is { } carried && codec.Codec != carried)
            {
                return $"The server chose {codec.Name} for {track.Kind}, but the track carries {carried}.";
            }
        }

        return null;
    }

    private async Task AddCandidateAsync(string candidate)
    {
        try
        {
            await Peer.AddIceCandidateAsync(CandidateText.FromServer(candidate), _closing.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Other candidates may do.
        catch (Exception)
#pragma warning restore CA1031
        {
            Log.RemoteCandidateIgnored(_context.Logger, SessionId ?? "");
        }
    }
}
