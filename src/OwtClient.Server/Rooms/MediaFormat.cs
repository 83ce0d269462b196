using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>A codec as streams announce it (PROTOCOL §7.1).</summary>
/// <param name="Codec">Lower-case name.</param>
internal sealed record MediaFormat(string Codec)
{
    /// <summary>Sound: samples per second, or null where the protocol leaves it out.</summary>
    public int? SampleRate { get; private init; }

    /// <summary>Sound: channels, or null where the protocol leaves it out.</summary>
    public int? ChannelNum { get; private init; }

    /// <summary>H.264: short name of the profile, or null.</summary>
    public string? Profile { get; private init; }

    public static MediaFormat Of(RtpCodec codec) => codec.Codec switch
    {
        MediaCodec.Opus => new MediaFormat("opus") { SampleRate = 48000, ChannelNum = 2 },
        MediaCodec.H264 => new MediaFormat("h264") { Profile = H264Profile.FromFmtp(codec.Fmtp) },
        _ => new MediaFormat(LowerCase(codec.Name)),
    };

    private static string LowerCase(string name) => string.Create(name.Length, name, static (text, source) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = char.ToLowerInvariant(source[i]);
    });
}
