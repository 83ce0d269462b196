using System.Text.Json;

namespace OwtClient.Signaling;

/// <summary>The connection to a portal: named requests with an answer, and notifications (PROTOCOL: Socket.IO events and acks).</summary>
/// <remarks>
/// One instance serves one client, one connection at a time; after <see cref="Disconnected"/> or <see cref="DisconnectAsync"/> it may
/// connect again, on a new underlying socket; once that connection is open no event of an earlier one is raised any more. Implementations
/// are thread-safe. Answers and notifications are handed over in the order
/// of their arrival: <see cref="DataReceived"/> is raised by one thread at a time, and a request's task is completed before a later
/// notification is raised (its continuations run elsewhere and may come later).
/// </remarks>
public interface ISignaling : IAsyncDisposable
{
    /// <summary>A notification came. Handlers return quickly and do not throw.</summary>
    event EventHandler<SignalingDataEventArgs>? DataReceived;

    /// <summary>
    /// The connection ended without <see cref="DisconnectAsync"/>. Raised once per connection, after every pending request failed.
    /// </summary>
    event EventHandler<SignalingDisconnectedEventArgs>? Disconnected;

    /// <summary>Opens a connection and completes when requests can be sent.</summary>
    /// <param name="portal">Scheme (http or https), host and port of the portal.</param>
    /// <param name="cancellationToken">Gives up; nothing stays open.</param>
    /// <exception cref="SignalingException">
    /// The portal cannot be reached, refuses, or speaks TLS where it should not or the reverse.
    /// </exception>
    /// <exception cref="InvalidOperationException">It is connected already.</exception>
    Task ConnectAsync(Uri portal, CancellationToken cancellationToken = default);

    /// <summary>Sends a request and completes with its answer.</summary>
    /// <param name="name">Request name, for example <c>publish</c>.</param>
    /// <param name="data">
    /// The request's object or string, or null to send no argument at all (PROTOCOL §2.4). JSON null is never sent.
    /// </param>
    /// <param name="cancellationToken">Stops waiting. The request may have reached the server; its answer is dropped.</param>
    /// <exception cref="SignalingException">
    /// There is no connection (<see cref="SignalingException.IsUnsent"/> is true then), or it ended before the answer came.
    /// </exception>
    Task<SignalingAck> SendAsync(string name, JsonElement? data, CancellationToken cancellationToken = default);

    /// <summary>Closes the connection without raising <see cref="Disconnected"/>. Pending requests fail. Idempotent.</summary>
    Task DisconnectAsync(CancellationToken cancellationToken = default);
}
