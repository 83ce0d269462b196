using OwtClient.WebRtc.Ice;

namespace OwtClient.WebRtc.Core;

/// <summary>What happened, for the owner of a <see cref="ConnectionCore"/>.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="State">The combined state at that moment.</param>
/// <param name="IceState">The state of ICE at that moment.</param>
internal readonly record struct CoreEvent(CoreEventKind Kind, PeerConnectionState State, IceConnectionState IceState)
{
    /// <summary>The stream, for <see cref="CoreEventKind.KeyFrameRequested"/>.</summary>
    public SendLayer? Layer { get; init; }

    /// <summary>The candidate, for <see cref="CoreEventKind.CandidateFound"/>.</summary>
    public Candidate? Candidate { get; init; }
}
