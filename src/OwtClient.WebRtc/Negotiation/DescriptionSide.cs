namespace OwtClient.WebRtc.Negotiation;

/// <summary>Who made a description.</summary>
internal enum DescriptionSide
{
    /// <summary>This side.</summary>
    Local,

    /// <summary>The peer.</summary>
    Remote,
}
