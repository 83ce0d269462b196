using System.Text.Json;
using OwtClient.Server.Faults;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Portal;

/// <summary>One connection to the portal: takes its requests, answers them, and ends with it (PROTOCOL §3, §4).</summary>
/// <remarks>
/// Requests come one at a time, from the connection's receive loop; notifications and the end may come from any thread.
/// </remarks>
internal sealed partial class PortalConnection
{
    private readonly PortalService _portal;
    private readonly IPortalSocket _socket;
    private readonly ITimer _idle;
    private readonly object _gate = new();
    private PortalConnectionState _state = PortalConnectionState.Initialized;
    private volatile PortalClient? _client; // the newest that logged in here; stays after logout, as its request handlers do

    public PortalConnection(PortalService portal, IPortalSocket socket)
    {
        _portal = portal;
        _socket = socket;
        _idle = portal.Time.CreateTimer(_ => CloseIfIdle(), null, portal.Settings.IdleLimit, Timeout.InfiniteTimeSpan);
    }

    public string Id => _socket.Id;

    /// <summary>Handles a request.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments without the ack.</param>
    /// <param name="ack">Where the answer goes. Requests that the portal does not know are not answered.</param>
    public void HandleRequest(string name, IReadOnlyList<JsonElement> arguments, RequestAck ack)
    {
        if (_portal.Faults.Take(FaultOccasion.For(FaultActs.OnRequest, name, _client?.Participant)) is { } fault)
        {
            if (fault.Act == FaultAct.RefuseRequest) ack.Error(fault.Text);
            return;
        }

        ack = ack.Through((send, answer) =>
            _portal.Faults.PassAck(FaultOccasion.For(FaultActs.OnAck, name, _client?.Participant), () => send(answer)));
        JsonElement? data = arguments.Count > 0 ? arguments[0] : null;
        switch (name)
        {
            case "login":
                Login(data, ack);
                break;
            case "relogin":
                Relogin(data, ack);
                break;
            case "logout":
                Logout(WithoutArguments(arguments, ack));
                break;
            case "refreshReconnectionTicket":
                RefreshTicket(WithoutArguments(arguments, ack));
                break;
            default: // nobody listens to these before the first login: no answer at all (PROTOCOL §2.5)
                if (_client is { } client) HandleSessionRequest(client, name, data ?? default, ack);
                break;
        }
    }

    /// <summary>The connection ended, whoever ended it.</summary>
    public void HandleClosed()
    {
        _idle.Dispose();
        if (MoveTo(PortalConnectionState.Closed) == PortalConnectionState.Connected)
            _client?.Detach(this, _portal.Settings.ReconnectionTimeout);
    }

    /// <summary>Sends a notification.</summary>
    public void Emit(string name, JsonElement data) => _socket.Emit(name, data);

    /// <summary>Another connection serves the client now, or it was thrown out: closes this one.</summary>
    public void Replace()
    {
        MoveTo(PortalConnectionState.Closed);
        _socket.Disconnect();
    }

    /// <summary>Cuts the connection off (<see cref="IPortalSocket.Abort"/>).</summary>
    public void Abort() => _socket.Abort();

    /// <summary>Stops its heartbeat (<see cref="IPortalSocket.StopHeartbeat"/>).</summary>
    public void StopHeartbeat() => _socket.StopHeartbeat();

    private void Login(JsonElement? data, RequestAck ack)
    {
        if (!TryMove(PortalConnectionState.Initialized, PortalConnectionState.Connecting))
        {
            ack.Error("Connection is in service");
            return;
        }

        if (LoginRequest.Read(data, _portal.Settings.ProtocolVersions, out var error) is not { } request)
        {
            Refuse(ack, error);
            return;
        }

        var (outcome, refusal) = _portal.Login(this, request, Answer);
        Log.Login(_portal.Logger, Id, outcome);
        if (outcome == LoginOutcome.Refused) Refuse(ack, refusal);
        if (outcome == LoginOutcome.LoggedIn) Serve();

        void Answer(PortalClient client, JsonElement result)
        {
            _client = client;
            ack.Ok(result);
        }
    }

    private void Relogin(JsonElement? ticket, RequestAck ack)
    {
        if (!TryMove(PortalConnectionState.Initialized, PortalConnectionState.Connecting))
        {
            ack.Error("Connection is in service");
            return;
        }

        if (_portal.Relogin(this, ticket, Answer) is { } refusal) Refuse(ack, refusal);
        else Serve();

        void Answer(PortalClient client, JsonElement result)
        {
            _client = client;
            ack.Ok(result);
        }
    }

    private void Serve()
    {
        if (TryMove(PortalConnectionState.Connecting, PortalConnectionState.Connected)) return;
        _client!.Detach(this, _portal.Settings.ReconnectionTimeout); // the connection ended while the answer was made
    }

    private void Logout(RequestAck ack)
    {
        if (!TryMove(PortalConnectionState.Connected, PortalConnectionState.Initialized)) // it stays open and may serve another login
        {
            ack.Error("Illegal request");
            return;
        }

        ack.Ok();
        _client!.Leave();
    }

    private void RefreshTicket(RequestAck ack)
    {
        if (State != PortalConnectionState.Connected) ack.Error("Illegal request");
        else if (_portal.TicketFor(_client!) is { } ticket) ack.Ok(JsonSerializer.SerializeToElement(ticket));
        else ack.Error("Reconnection is not enabled.");
    }

    private void Refuse(RequestAck ack, string error)
    {
        ack.Error(error);
        _socket.Disconnect();
    }

    private void CloseIfIdle()
    {
        if (State != PortalConnectionState.Connected) _socket.Disconnect();
    }

    private PortalConnectionState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    private bool TryMove(PortalConnectionState expected, PortalConnectionState next)
    {
        lock (_gate)
        {
            if (_state != expected) return false;
            _state = next;
            return true;
        }
    }

    private PortalConnectionState MoveTo(PortalConnectionState next)
    {
        lock (_gate)
        {
            var before = _state;
            _state = next;
            return before;
        }
    }

    /// <summary>These two take the ack as their first argument: with anything before it they never find it (PROTOCOL §2.4).</summary>
    private static RequestAck WithoutArguments(IReadOnlyList<JsonElement> arguments, RequestAck ack) =>
        arguments.Count == 0 ? ack : default;
}
