using System.Globalization;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;

namespace OwtClient.Channels;

/// <summary>
/// Wishes about received pictures, checked against what the source can give: refuses here what the server would refuse, or accept and
/// then send nothing for (PROTOCOL §4.5). Pure.
/// </summary>
internal static class VideoParameters
{
    private const string Everything = "x1.0"; // no request at all, says the server

    /// <returns>The parameters of a <c>subscribe</c>, or null for the pictures as they are.</returns>
    /// <exception cref="ArgumentException">The source cannot give that.</exception>
    public static TrackParametersRequest? ForSubscribe(VideoSettings source, VideoSubscribeOptions wish)
    {
        var parameters = Parameters(wish);
        Check(source, parameters);
        var request = Request(parameters, wish.BitrateMultiplier is { } share and not 1.0 ? Multiplier(share) : null);
        return request == new TrackParametersRequest() ? null : request;
    }

    /// <param name="source">What is being received.</param>
    /// <param name="current">The wishes in force.</param>
    /// <param name="change">What changes about them.</param>
    /// <returns>The parameters of an <c>update</c>.</returns>
    /// <exception cref="ArgumentException">The source cannot give that, or nothing is to change.</exception>
    public static TrackParametersRequest ForUpdate(VideoSettings source, VideoSubscribeOptions current, VideoUpdateOptions change)
    {
        if (change == new VideoUpdateOptions()) throw new ArgumentException("The options name nothing to change.");
        Check(source, change);
        var share = change.BitrateMultiplier ?? current.BitrateMultiplier;

        // Of a source with a bitrate the server keeps the effective one, a number, and refuses it in the next update that brings no
        // multiplier of its own (PROTOCOL §4.9).
        var isNeeded = change.BitrateMultiplier is not null || source.BitsPerSecond is not null;
        return Request(change, !isNeeded ? null : share is { } some and not 1.0 ? Multiplier(some) : Everything);
    }

    /// <summary>The wishes with a change applied.</summary>
    public static VideoSubscribeOptions With(VideoSubscribeOptions current, VideoUpdateOptions change) => current with
    {
        Resolution = change.Resolution ?? current.Resolution,
        FrameRate = change.FrameRate ?? current.FrameRate,
        BitrateMultiplier = change.BitrateMultiplier ?? current.BitrateMultiplier,
        KeyFrameInterval = change.KeyFrameInterval ?? current.KeyFrameInterval,
    };

    private static VideoUpdateOptions Parameters(VideoSubscribeOptions wish) => new()
    {
        Resolution = wish.Resolution,
        FrameRate = wish.FrameRate,
        BitrateMultiplier = wish.BitrateMultiplier,
        KeyFrameInterval = wish.KeyFrameInterval,
    };

    private static void Check(VideoSettings source, VideoUpdateOptions wish)
    {
        var capabilities = source.Capabilities;
        if (wish.Resolution is { } size && source.Resolution is { } own && size != own)
        {
            Require(size, capabilities.Resolutions, $"the resolution {size}");
        }

        if (wish.FrameRate is { } rate && source.FrameRate != rate)
        {
            Require(rate, capabilities.FrameRates, Invariant($"{rate} frames per second"));
        }

        if (wish.KeyFrameInterval is { } interval && (source.Resolution is null || source.KeyFrameInterval != interval))
        {
            Require(interval, capabilities.KeyFrameIntervals, Invariant($"a key frame every {interval.TotalSeconds} s"));
        }

        if (wish.BitrateMultiplier is not ({ } share and not 1.0)) return;
        Require(share, capabilities.BitrateMultipliers, Invariant($"the bitrate multiplier {share}"));
        if (source.BitsPerSecond is null)
        {
            throw new ArgumentException(
                "A bitrate multiplier needs a source whose bitrate the server knows; for this one it would send nothing.");
        }
    }

    private static void Require<T>(T wish, IReadOnlyList<T> listed, string what)
    {
        if (listed.Contains(wish)) return;
        var list = listed.Count == 0 ? "nothing" : string.Join(", ", listed.Select(item => Invariant($"{item}")));
        throw new ArgumentException($"The server cannot make {what} of this stream. Besides what it is, its capabilities list {list}.");
    }

    private static TrackParametersRequest Request(VideoUpdateOptions wish, string? bitrate) => new()
    {
        Resolution = wish.Resolution is { } size ? new ResolutionMessage(size.Width, size.Height) : null,
        Framerate = wish.FrameRate,
        Bitrate = bitrate,
        KeyFrameInterval = wish.KeyFrameInterval?.TotalSeconds,
    };

    private static string Multiplier(double share) => Invariant($"x{share:0.0##}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
