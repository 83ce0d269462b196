using static OwtClient.Server.Validation.TypeSchema;

namespace OwtClient.Server.Validation;

/// <summary>The schemas of <c>publish</c> and <c>subscribe</c> in protocols 1.0 and 1.1 (PROTOCOL §4.3, §4.6).</summary>
internal static class KindSchemas
{
    private static readonly FalseSchema Off = new();

    /// <summary><c>publish</c>.</summary>
    public static Schema Publish { get; } = Request(
        [("media", Media(
            new ObjectSchema
            {
                Members = [("source", new EnumSchema("mic", "screen-cast", "raw-file", "encoded-file"))],
                Required = ["source"],
            },
            new ObjectSchema
            {
                Members =
                [
                    ("source", new EnumSchema("camera", "screen-cast", "raw-file", "encoded-file")),
                    ("parameters", new ObjectSchema { Members = [("resolution", RequestSchemas.Resolution), ("framerate", Number)] }),
                ],
                Required = ["source"],
            })),
            ("attributes", AnyObject)]);

    /// <summary><c>subscribe</c>.</summary>
    public static Schema Subscribe { get; } = Request(
        [("media", Media(
            new ObjectSchema { Members = [("from", Text), ("format", RequestSchemas.Format)], Required = ["from"] },
            new ObjectSchema
            {
                Members =
                [
                    ("from", Text),
                    ("format", RequestSchemas.Format),
                    ("parameters", RequestSchemas.VideoParameters),
                    ("simulcastRid", Text),
                ],
                Required = ["from"],
            }))]);

    private static ObjectSchema Request(IReadOnlyList<(string Name, Schema Schema)> members) =>
        new() { Members = members, Required = ["media"] };

    private static ObjectSchema Media(ObjectSchema audio, ObjectSchema video) => new()
    {
        Members = [("audio", new AnyOfSchema(audio, Off)), ("video", new AnyOfSchema(video, Off))],
        Required = ["audio", "video"],
    };
}
