namespace OwtClient.WebRtc.Ice;

/// <summary>What an <see cref="IceEvent"/> is about.</summary>
internal enum IceEventKind
{
    StateChanged,

    /// <summary>Data goes another way from now on, or a first way was found.</summary>
    SelectedPairChanged,
}
