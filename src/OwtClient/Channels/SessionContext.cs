using Microsoft.Extensions.Logging;
using OwtClient.Signaling;

namespace OwtClient.Channels;

/// <summary>What all sessions of one stay in a conference share.</summary>
/// <param name="Requests">Sends requests.</param>
/// <param name="Router">Brings progress messages.</param>
/// <param name="Limits">Time limits.</param>
/// <param name="Time">Clock and timers.</param>
/// <param name="Logger">Where they log.</param>
/// <param name="RemoveAsync">
/// Takes a session off the server, by the name of the removal request and the id; never fails, and is waited for by the stay's end.
/// </param>
internal sealed record SessionContext(
    RequestSender Requests,
    ProgressRouter Router,
    NegotiationLimits Limits,
    TimeProvider Time,
    ILogger Logger,
    Func<string, string, Task> RemoveAsync);
