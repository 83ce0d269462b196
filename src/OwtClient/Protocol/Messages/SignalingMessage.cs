namespace OwtClient.Protocol.Messages;

/// <summary>An offer or a candidate. A <c>candidate</c> without its object crashes the server's agent: see the factories.</summary>
internal sealed record SignalingMessage
{
    private SignalingMessage(string type) => Type = type;

    public string Type { get; }

    public string? Sdp { get; private init; }

    public CandidateMessage? Candidate { get; private init; }

    public static SignalingMessage Offer(string sdp) => new("offer") { Sdp = sdp };

    public static SignalingMessage OfCandidate(CandidateMessage candidate) => new("candidate") { Candidate = candidate };

    public override string ToString() => Type;
}
