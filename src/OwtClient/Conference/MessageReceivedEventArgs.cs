using System.Text.Json;

namespace OwtClient.Conference;

/// <summary>A text message came. Messages to all come back to their sender as well.</summary>
/// <param name="from">Participant who sent it.</param>
/// <param name="isPrivate">Whether it was sent to this participant alone.</param>
/// <param name="message">What was sent: any JSON, usually a string.</param>
public sealed class MessageReceivedEventArgs(string from, bool isPrivate, JsonElement message) : EventArgs
{
    /// <summary>Participant who sent it.</summary>
    public string From { get; } = from;

    /// <summary>Whether it was sent to this participant alone.</summary>
    public bool IsPrivate { get; } = isPrivate;

    /// <summary>What was sent: any JSON, usually a string.</summary>
    public JsonElement Message { get; } = message;

    /// <summary>The message if it is a string (in Unicode), else its JSON.</summary>
    public string Text
    {
        get
        {
            try
            {
                if (Message.ValueKind == JsonValueKind.String) return Message.GetString()!;
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair: JSON can say it, a text cannot.
            }

            return Message.GetRawText();
        }
    }
}
