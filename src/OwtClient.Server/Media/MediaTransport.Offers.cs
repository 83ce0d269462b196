using OwtClient.WebRtc;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.Server.Media;

/// <summary>Offers and answers.</summary>
internal sealed partial class MediaTransport
{
    /// <summary>Longest time that host candidates may take.</summary>
    private static readonly TimeSpan GatherLimit = TimeSpan.FromSeconds(2);

    private async Task HandleOfferAsync(string sdp)
    {
        if (_ended) return;
        var refusal = SdpParser.TryParse(sdp, out var offer, out var error)
            ? OfferFilter.Explain(offer)
            : $"Offer unreadable: {error.Kind}";
        var sessions = Sessions();
        if (refusal is null && !offer.Media.Exists(media => PlanOf(sessions, media.Mid) is not null)) refusal = "No valid tracks in stream";
        if (refusal is null)
        {
            try
            {
                await AnswerAsync(offer, sessions).ConfigureAwait(false);
                return;
            }
            catch (SdpException e)
            {
                refusal = e.Message;
            }
            catch (Exception e) // whatever it was, the client hears that there will be no answer
            {
                Log.WorkFailed(_agent.Logger, e);
                refusal = "The offer cannot be answered.";
            }
        }

        Log.OfferRefused(_agent.Logger, Id, refusal);
        foreach (var session in sessions.Where(session => !session.IsAnswered)) FailSession(session, refusal);
    }

    private async Task AnswerAsync(SdpSession offer, MediaSession[] sessions)
    {
        var results = OfferFilter.Apply(offer, mid => PlanOf(sessions, mid));
        var refused = FailRefused(sessions, results);
        var connection = _connection ??= Connect();
        await connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, SdpWriter.Write(offer))).ConfigureAwait(false);
        var open = sessions.Where(session => !session.IsAnswered && !refused.Contains(session));
        MediaSession[] fresh = [.. open.Where(session => session.Plans.Keys.Any(results.ContainsKey))];
        foreach (var session in sessions.Except(refused)) Direct(connection, session);
        foreach (var session in fresh) Accept(connection, session, results, offer);

        var answer = await connection.CreateAnswerAsync().ConfigureAwait(false);
        await connection.SetLocalDescriptionAsync(answer).ConfigureAwait(false);
        await GatheredAsync(connection).ConfigureAwait(false);
        foreach (var session in fresh) session.IsAnswered = true;
        _agent.Events.OnAnswer(Id, connection.LocalDescription!.Sdp);
        if (_isUp) ActivateAnswered();
        else _connectTimer ??= _agent.Time.CreateTimer(_ => Post(CheckUp), null, ConnectLimit, Timeout.InfiniteTimeSpan);
    }

    private IPeerConnection Connect()
    {
        var connection = _factory.CreatePeerConnection(new PeerConnectionOptions { LoggerFactory = _loggers });
        connection.ConnectionStateChanged += (_, state) => Post(() => HandleState(state));
        return connection;
    }

    /// <summary>Ends the sessions that get no codec or were offered the wrong way round.</summary>
    private List<MediaSession> FailRefused(MediaSession[] sessions, IReadOnlyDictionary<string, SectionResult> results)
    {
        var refused = new List<MediaSession>();
        foreach (var session in sessions)
        {
            if (session.IsAnswered) continue;
            var refusals = session.Plans.Keys.Select(mid => results.GetValueOrDefault(mid)?.Refusal);
            var refusal = refusals.FirstOrDefault(reason => reason is not null);
            if (refusal is null) continue;
            refused.Add(session);
            FailSession(session, refusal);
        }

        return refused;
    }

    private static void Direct(IPeerConnection connection, MediaSession session)
    {
        foreach (var transceiver in connection.Transceivers)
        {
            if (transceiver.Mid is { } mid && session.Plans.ContainsKey(mid)) transceiver.Direction = session.Direction;
        }
    }

    private static void Accept(
        IPeerConnection connection, MediaSession session, IReadOnlyDictionary<string, SectionResult> results, SdpSession offer)
    {
        foreach (var transceiver in connection.Transceivers)
        {
            if (transceiver.Mid is not { } mid || !session.Plans.ContainsKey(mid)) continue;
            if (results.GetValueOrDefault(mid)?.Codec is { } codec) session.Accept(transceiver, codec, offer.FindByMid(mid)!);
        }
    }

    private static SectionPlan? PlanOf(MediaSession[] sessions, string? mid)
    {
        if (mid is null) return null;
        foreach (var session in sessions)
        {
            if (session.Plans.TryGetValue(mid, out var plan)) return plan;
        }

        return null;
    }

    /// <summary>Waits for the candidates, which all go into the answer: this side does not trickle (PROTOCOL §5.6).</summary>
    private async Task GatheredAsync(IPeerConnection connection)
    {
        var gathered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.IceCandidateGathered += OnCandidate;
        try
        {
            if (connection.IceGatheringState == IceGatheringState.Complete) return;
            await gathered.Task.WaitAsync(GatherLimit, _agent.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // the candidates found so far have to do
        }
        finally
        {
            connection.IceCandidateGathered -= OnCandidate;
        }

        void OnCandidate(object? sender, IceCandidate candidate)
        {
            if (candidate.IsEndOfCandidates) gathered.TrySetResult();
        }
    }

    private void CheckUp()
    {
        if (!_isUp) Fail("Ice procedure failed.");
    }
}
