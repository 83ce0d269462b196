namespace OwtClient.Server;

/// <summary>A publication or subscription on a server at one moment.</summary>
/// <param name="Id">Its id; a publication's is also the id of its stream.</param>
/// <param name="ParticipantId">Whose it is.</param>
/// <param name="TransportId">Its media transport (PROTOCOL §5.1).</param>
/// <param name="IsPublication">Whether it is a publication; if not, it is a subscription.</param>
public sealed record ConferenceServerSession(string Id, string ParticipantId, string TransportId, bool IsPublication)
{
    /// <summary>
    /// Whether it was reported ready. A live session whose transport was killed silently stays live, as on an OWT server.
    /// </summary>
    public bool IsLive { get; init; }

    /// <summary>A subscription's sources: ids of streams, one for each kind of media, audio first; empty for a publication.</summary>
    public IReadOnlyList<string> SourceStreamIds { get; init; } = [];
}
