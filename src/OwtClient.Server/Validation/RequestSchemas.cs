using static OwtClient.Server.Validation.TypeSchema;

namespace OwtClient.Server.Validation;

/// <summary>The schemas that protocol 1.2 enforces (PROTOCOL §4.2, §4.4, §4.8, §4.9).</summary>
internal static class RequestSchemas
{
    private static readonly EnumSchema Kind = new("audio", "video");
    private static readonly EnumSchema MuteTarget = new("audio", "video", "av");
    private static readonly EnumSchema Source = new("mic", "camera", "screen-cast", "raw-file", "encoded-file");

    private static readonly ObjectSchema Transport = new() { Members = [("type", Text), ("id", Text)] };

    internal static readonly ObjectSchema Resolution = new()
    {
        Members = [("width", Number), ("height", Number)],
        Required = ["width", "height"],
    };

    internal static readonly ObjectSchema VideoParameters = new()
    {
        Members =
        [
            ("resolution", Resolution),
            ("framerate", Number),
            ("bitrate", new AnyOfSchema(Text, Number)),
            ("keyFrameInterval", Number),
        ],
    };

    internal static readonly AnyOfSchema Format = new(
        new ObjectSchema
        {
            Members =
            [
                ("codec", new EnumSchema("pcmu", "pcma", "opus", "g722", "iSAC", "iLBC", "aac", "ac3", "nellymoser")),
                ("sampleRate", Number),
                ("channelNum", Number),
            ],
            Required = ["codec"],
        },
        new ObjectSchema
        {
            Members = [("codec", new EnumSchema("h264", "h265", "vp8", "vp9")), ("profile", new EnumSchema("CB", "B", "M", "E", "H"))],
            Required = ["codec"],
        });

    /// <summary><c>publish</c>.</summary>
    public static Schema Publish { get; } = new ObjectSchema
    {
        Members =
        [
            ("media", Tracks(new ObjectSchema { Members = [("type", Kind), ("mid", Text), ("source", Source)], AllowsOthers = true })),
            ("attributes", AnyObject),
            ("transport", Transport),
            ("data", Flag),
        ],
        Required = ["media"],
    };

    /// <summary><c>subscribe</c>.</summary>
    public static Schema Subscribe { get; } = new ObjectSchema
    {
        Members =
        [
            ("media", Tracks(new ObjectSchema
            {
                Members = [("type", Kind), ("mid", Text), ("from", Text), ("format", Format), ("parameters", VideoParameters)],
                AllowsOthers = true,
            })),
            ("transport", Transport),
            ("data", new ObjectSchema { Members = [("from", Text)], Required = ["from"] }),
        ],
        Required = ["media"],
    };

    /// <summary><c>stream-control</c>.</summary>
    public static Schema StreamControl { get; } = new AnyOfSchema(
        Control(new EnumSchema("mix", "unmix", "get-region"), Text),
        Control(
            new EnumSchema("set-region"),
            new ObjectSchema { Members = [("view", Text), ("region", new NonEmptyTextSchema())], Required = ["view", "region"] }),
        Control(new EnumSchema("pause", "play"), MuteTarget));

    /// <summary><c>subscription-control</c>.</summary>
    public static Schema SubscriptionControl { get; } = new AnyOfSchema(
        Control(
            new EnumSchema("update"),
            new ObjectSchema
            {
                Members =
                [
                    ("audio", new ObjectSchema { Members = [("from", Text)], Required = ["from"] }),
                    ("video", new ObjectSchema { Members = [("from", Text), ("parameters", VideoParameters)] }),
                ],
            }),
        Control(new EnumSchema("pause", "play"), MuteTarget));

    private static ObjectSchema Tracks(ObjectSchema track) => new()
    {
        Members = [("tracks", new ArraySchema(track))],
        Required = ["tracks"],
        AllowsNull = true,
    };

    private static ObjectSchema Control(EnumSchema operation, Schema data) => new()
    {
        Members = [("id", Text), ("operation", operation), ("data", data)],
        Required = ["id", "operation", "data"],
    };
}
