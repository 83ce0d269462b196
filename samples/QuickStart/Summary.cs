using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuickStart;

/// <summary>What came of it. Frames count from the moment the subscription was ready; received are those that came byte for byte.</summary>
internal sealed record Summary(
    double JoinMs,
    double PublishMs,
    double SubscribeMs,
    double FirstFrameMs,
    int VideoFramesSent,
    int VideoFramesReceived,
    int AudioFramesSent,
    int AudioFramesReceived,
    int FramesLost,
    string Recording,
    long RecordingBytes)
{
    /// <summary>Every frame arrived, there were some of each kind, and the recording holds something.</summary>
    [JsonIgnore]
    public bool IsGood => FramesLost == 0 && VideoFramesSent > 0 && AudioFramesSent > 0 && RecordingBytes > 0;

    public static Summary Of(Publisher publisher, Subscriber subscriber, FrameLedger video, FrameLedger audio)
    {
        var (videoSent, videoArrived) = video.Compare();
        var (audioSent, audioArrived) = audio.Compare();
        return new Summary(
            subscriber.JoinMs,
            publisher.PublishMs,
            subscriber.SubscribeMs,
            subscriber.FirstFrameMs,
            videoSent,
            videoArrived,
            audioSent,
            audioArrived,
            videoSent - videoArrived + audioSent - audioArrived,
            Path.GetFullPath(Subscriber.RecordingPath),
            subscriber.RecordingBytes);
    }

    public void WriteTo(TextWriter writer)
    {
        var text = CultureInfo.InvariantCulture;
        writer.WriteLine(string.Create(text, $"joined in {JoinMs:0} ms, published in {PublishMs:0} ms, subscribed in {SubscribeMs:0} ms, first frame after {FirstFrameMs:0} ms"));
        writer.WriteLine(string.Create(text, $"video: {VideoFramesReceived} of {VideoFramesSent} frames; audio: {AudioFramesReceived} of {AudioFramesSent}, compared byte for byte"));
        writer.WriteLine(string.Create(text, $"recorded {RecordingBytes:N0} bytes to {Recording}"));
        writer.WriteLine(IsGood ? "all is well" : $"NOT GOOD: {FramesLost} frames lost");
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
