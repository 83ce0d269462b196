namespace OwtClient.WebRtc;

/// <summary>Role of a description in the offer/answer exchange (W3C RTCSdpType; RFC 9429 §4.1.8).</summary>
public enum SdpType
{
    /// <summary>A proposal.</summary>
    Offer,

    /// <summary>The final reply to an offer.</summary>
    Answer,
}
