using System.Text.Json;
using OwtClient.Fuzz.Harness;
using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;

namespace OwtClient.Fuzz.Signaling;

public class ClientMessageFuzzTests
{
    private static readonly string[] Names = ["participant", "stream", "text", "progress", "session-progress", "drop", "something"];

    /// <summary>A client reads any JSON as any notification or answer: it understands it or says why not.</summary>
    [Fact]
    public void AnyJson_AsAnyNotificationAndAck() => Fuzzer.Json(Seeds.Messages, input =>
    {
        if (Seeds.TryParse(input) is not { } message) return;
        foreach (var name in Names)
        {
            switch (NotificationParser.Parse(name, message, out var problem))
            {
                case null: Assert.NotNull(problem); break;
                case Notification.StreamAdded added: Touch(added.Stream); break;
                case Notification.StreamReplaced replaced: Touch(replaced.Stream); break;
                case Notification.StreamLayoutChanged layout: LayoutReader.Read(layout.Layout); break;
                case Notification.StreamActiveInputChanged active: StreamInfoReader.ActiveInput(active.ActiveInput); break;
                default: break;
            }
        }

        IReadOnlyList<JsonElement> arguments = message.ValueKind == JsonValueKind.Array ? [.. message.EnumerateArray()] : [message];
        if (!AckReader.TryRead(arguments, out var result, out var error)) Assert.NotNull(error);
        if (LoginResults.Read(result ?? message) is not { } login) return;
        LoginResults.PermissionOf(login);
        if (login.Room is { } room) new Roster().Reset(room);
    });

    private static void Touch(StreamInfoMessage stream) => Assert.NotNull(StreamInfoReader.Read(stream));
}
