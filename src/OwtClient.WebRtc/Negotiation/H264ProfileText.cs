using System.Globalization;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Reads the profile of an H.264 payload.</summary>
internal static class H264ProfileText
{
    private const byte BaselineIdc = 0x42, MainIdc = 0x4D, ExtendedIdc = 0x58, HighIdc = 0x64;
    private const byte ConstraintSet0 = 0x80, ConstraintSet1 = 0x40;

    /// <summary>Reads the profile from <c>fmtp</c> text; absent means Baseline (RFC 6184 §8.1).</summary>
    public static H264Profile Parse(string? fmtp)
    {
        if (!SdpFmtp.TryGetParameter(fmtp, "profile-level-id", out var text)) return H264Profile.Baseline;
        if (text.Length != 6 || !int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return H264Profile.Other;
        return FromBytes((byte)(value >> 16), (byte)(value >> 8));
    }

    /// <summary>RFC 6184 §8.1, table 5: several combinations name the same subset.</summary>
    private static H264Profile FromBytes(byte idc, byte constraints) => idc switch
    {
        BaselineIdc => (constraints & ConstraintSet1) != 0 ? H264Profile.ConstrainedBaseline : H264Profile.Baseline,
        MainIdc => (constraints & ConstraintSet0) != 0 ? H264Profile.ConstrainedBaseline : H264Profile.Main,
        ExtendedIdc => (constraints & (ConstraintSet0 | ConstraintSet1)) == (ConstraintSet0 | ConstraintSet1)
            ? H264Profile.ConstrainedBaseline
            : H264Profile.Extended,
        HighIdc => H264Profile.High,
        _ => H264Profile.Other,
    };
}
