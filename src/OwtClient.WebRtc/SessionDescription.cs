namespace OwtClient.WebRtc;

/// <summary>An SDP text with its role (W3C RTCSessionDescription).</summary>
/// <param name="Type">Offer or answer.</param>
/// <param name="Sdp">The text, lines ended by CRLF when produced here; LF alone is accepted.</param>
public sealed record SessionDescription(SdpType Type, string Sdp)
{
    /// <summary>Names the role only: the text holds credentials and addresses.</summary>
    public override string ToString() => $"{nameof(SessionDescription)} {Type}, {Sdp.Length} characters";
}
