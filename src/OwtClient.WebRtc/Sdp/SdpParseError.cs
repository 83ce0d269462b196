namespace OwtClient.WebRtc.Sdp;

/// <summary>Why and where a session description could not be read.</summary>
/// <param name="Kind">The rule that was broken.</param>
/// <param name="Line">Number of the line, from 1; 0 when the text as a whole is meant.</param>
internal readonly record struct SdpParseError(SdpParseErrorKind Kind, int Line)
{
    /// <summary>Names rule and line, never the line's text: it may hold credentials.</summary>
    public override string ToString() => Line == 0 ? $"SDP: {Kind}" : $"SDP line {Line}: {Kind}";
}
