using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OwtClient.Testing;

/// <summary>
/// Lets a <see cref="FakeSignaling"/> behave like a portal with one well-meaning room, so that a test says only where it departs from
/// that.
/// </summary>
/// <remarks>
/// Sessions are named <c>session-1</c>, <c>session-2</c>, … An offer is answered at once; the first candidate makes transport and session
/// ready. What it says through <see cref="Notify"/> is numbered and kept, and replayed after a relogin.
/// Handlers of <see cref="FakeSignaling.On"/> set afterwards take the place of its own. Not for concurrent change of its properties.
/// </remarks>
public sealed partial class FakePortal
{
    private readonly FakeSignaling _signaling;
    private readonly HashSet<string> _ready = [];
    private readonly HashSet<string> _publications = [];
    private int _sessions;

    /// <summary>Teaches <paramref name="signaling"/> the behaviour.</summary>
    public FakePortal(FakeSignaling signaling)
    {
        ArgumentNullException.ThrowIfNull(signaling);
        _signaling = signaling;
        signaling
            .On("login", LogIn)
            .On("relogin", Resume)
            .On("refreshReconnectionTicket", request => request.Acknowledge($"\"{NewTicket()}\""))
            .On("publish", request => MakeSession(request, isPublication: true))
            .On("subscribe", request => MakeSession(request, isPublication: false))
            .On("soac", HandleSoac);
        foreach (var name in (ReadOnlySpan<string>)["logout", "text", "unsubscribe", "unpublish", "subscription-control"])
        {
            signaling.On(name, request => request.Acknowledge());
        }

        signaling.On("stream-control", request => request.Acknowledge("\"ok\""));
    }

    /// <summary>The id the client gets. The default value is <c>me</c>.</summary>
    public string ParticipantId { get; set; } = "me";

    /// <summary>Participants in the login result besides the client itself, as JSON texts.</summary>
    public IList<string> Participants { get; } = [];

    /// <summary>Streams in the login result, as JSON texts; see <see cref="ForwardStream"/>.</summary>
    public IList<string> Streams { get; } = [];

    /// <summary>Whether offers are answered. The default value is true.</summary>
    public bool AnswersOffers { get; set; } = true;

    /// <summary>Whether candidates make transport and session ready. The default value is true.</summary>
    public bool ReportsReady { get; set; } = true;

    /// <summary>Makes the answer to an offer. The default is <see cref="FakeSdp.Answer"/>.</summary>
    public Func<string, string> Answer { get; set; } = FakeSdp.Answer;

    /// <summary>A token for a portal that is nowhere.</summary>
    /// <param name="host">Host and port.</param>
    /// <param name="secure">Whether the portal runs TLS.</param>
    public static string CreateToken(string host = "portal.example:8080", bool secure = true)
    {
        var token = new JsonObject
        {
            ["tokenId"] = "5f3cf41d5f1b6a4c1a8d0b11",
            ["host"] = host,
            ["secure"] = secure,
            ["signature"] = "c2lnbmF0dXJl",
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString()));
    }

    /// <summary>A forward stream with sound and pictures, as the server describes one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="owner">Participant who publishes it.</param>
    public static string ForwardStream(string id, string owner) =>
        $$$"""
        {"id":"{{{id}}}","type":"forward","media":{"tracks":[
          {"id":"{{{id}}}-0","type":"audio","source":"mic","format":{"codec":"opus","sampleRate":48000,"channelNum":2},
           "optional":{},"status":"active","mid":"0"},
          {"id":"{{{id}}}-1","type":"video","source":"camera","format":{"codec":"vp8"},
           "parameters":{"resolution":{"width":640,"height":480}},
           "optional":{"parameters":{"resolution":[{"width":320,"height":240}],"framerate":[6,12,15,24],
                                     "bitrate":["x0.8"],"keyFrameInterval":[100,30]}},
           "status":"active","mid":"1"}]},
         "info":{"owner":"{{{owner}}}","type":"webrtc","inViews":[]}}
        """;

    /// <summary>Pushes the server's report that a transport and its session are ready.</summary>
    public void ReportReady(string sessionId)
    {
        Notify("progress", $$$"""{"id":"{{{sessionId}}}","status":"ready"}""");
        Notify("progress", $$$"""{"id":"{{{sessionId}}}","sessionId":"{{{sessionId}}}","status":"ready"}""");
    }

    /// <summary>Pushes the server's report that a session failed or ended.</summary>
    public void ReportError(string sessionId, string reason) =>
        Notify(
            "progress",
            $$$"""{"id":"{{{sessionId}}}","sessionId":"{{{sessionId}}}","status":"error","data":"{{{JsonEncodedText.Encode(reason)}}}"}""");

    /// <summary>Answers a login, as it does by itself: a new participation begins.</summary>
    /// <param name="request">The login.</param>
    public void LogIn(FakeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Acknowledge(LoginResult());
    }

    /// <summary>Answers an offer, as it does by itself while <see cref="AnswersOffers"/> is true.</summary>
    /// <param name="offer">A <c>soac</c> request with an offer.</param>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public void AnswerOffer(FakeRequest offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (offer.Data is not { } data || data.Text("id") is not { } id
            || !data.TryGetProperty("signaling", out var signaling) || signaling.Text("sdp") is not { } text)
        {
            throw new ArgumentException("The request is not an offer.", nameof(offer));
        }

        var sdp = JsonEncodedText.Encode(Answer(text));
        Notify("progress", $$$"""{"id":"{{{id}}}","status":"soac","data":{"type":"answer","sdp":"{{{sdp}}}"}}""");
    }

    private string LoginResult()
    {
        lock (_kept) _kept.Clear();
        var ticket = TicketLifetime is null ? "" : $"\"reconnectionTicket\":\"{NewTicket()}\",";
        var participants = string.Join(',', [$$$"""{"id":"{{{ParticipantId}}}","user":"user","role":"presenter"}""", .. Participants]);
        return $$$"""
            {"id":"{{{ParticipantId}}}","user":"user","role":"presenter",{{{ticket}}}
             "permission":{"publish":{"video":true,"audio":true},"subscribe":{"video":true,"audio":true}},
             "room":{"id":"room","views":["common"],"participants":[{{{participants}}}],"streams":[{{{string.Join(',', Streams)}}}]}}
            """;
    }

    private void MakeSession(FakeRequest request, bool isPublication)
    {
        var id = $"session-{Interlocked.Increment(ref _sessions)}";
        if (isPublication)
        {
            lock (_publications) _publications.Add(id);
        }

        request.Acknowledge($$$"""{"id":"{{{id}}}","transportId":"{{{id}}}"}""");
    }

    private void HandleSoac(FakeRequest request)
    {
        request.Acknowledge();
        if (request.Data is not { } data || data.Text("id") is not { } id || !data.TryGetProperty("signaling", out var signaling)) return;
        if (signaling.Text("type") == "offer")
        {
            if (AnswersOffers) AnswerOffer(request);
        }
        else if (signaling.Text("type") == "candidate" && ReportsReady && FirstCandidate(id))
        {
            ReportReady(id);
            if (!IsPublication(id)) return;
            Notify("stream", $$$"""{"id":"{{{id}}}","status":"add","data":{{{ForwardStream(id, ParticipantId)}}}}""");
        }
    }

    private bool FirstCandidate(string id)
    {
        lock (_ready) return _ready.Add(id);
    }

    private bool IsPublication(string id)
    {
        lock (_publications) return _publications.Contains(id);
    }
}
