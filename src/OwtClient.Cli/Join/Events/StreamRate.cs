namespace OwtClient.Cli.Join.Events;

/// <summary>One stream during the last second.</summary>
/// <param name="Id">Publication or subscription.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Direction"><c>send</c> or <c>receive</c>.</param>
/// <param name="Fps">Video frames per second.</param>
/// <param name="KbitPerSecond">Audio and video payload, kilobits per second.</param>
/// <param name="Lost">RTP packets lost since the stream began.</param>
/// <param name="RttMs">Newest round-trip time in milliseconds, or null.</param>
/// <param name="Width">Picture width in pixels, or 0.</param>
/// <param name="Height">Picture height in pixels, or 0.</param>
internal sealed record StreamRate(
    string Id, string Stream, string Direction, double Fps, double KbitPerSecond, long Lost, double? RttMs, int Width, int Height);
