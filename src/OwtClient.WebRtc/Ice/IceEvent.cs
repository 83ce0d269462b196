namespace OwtClient.WebRtc.Ice;

/// <summary>What happened, for the owner of an agent.</summary>
/// <param name="Kind">Which property changed.</param>
/// <param name="State">The state at that moment.</param>
/// <param name="SelectedPair">The selected pair at that moment, or null.</param>
internal readonly record struct IceEvent(IceEventKind Kind, IceConnectionState State, CandidatePair? SelectedPair);
