namespace OwtClient.WebRtc;

/// <summary>An encoding of audio or video that the library can put into RTP and take out of it.</summary>
public enum MediaCodec
{
    /// <summary>Not one of the known encodings; its packets can be forwarded but not assembled into frames.</summary>
    Unknown,

    /// <summary>Opus (RFC 6716, RTP payload RFC 7587).</summary>
    Opus,

    /// <summary>G.711 µ-law (RFC 3551 §4.5.14).</summary>
    Pcmu,

    /// <summary>G.711 A-law (RFC 3551 §4.5.14).</summary>
    Pcma,

    /// <summary>VP8 (RFC 6386, RTP payload RFC 7741).</summary>
    Vp8,

    /// <summary>VP9 (RTP payload RFC 9628).</summary>
    Vp9,

    /// <summary>H.264 / AVC (RTP payload RFC 6184). Frames are in Annex B byte-stream form.</summary>
    H264,
}
