using System.Text;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>The peer's binding requests and our answers (RFC 8445 §7.3).</summary>
internal sealed partial class IceAgent
{
    /// <summary>Takes a STUN datagram that arrived.</summary>
    /// <param name="now">When.</param>
    /// <param name="base">Address of the socket that received it.</param>
    /// <param name="remote">Where it came from.</param>
    /// <param name="datagram">Not kept.</param>
    /// <returns>What became of it.</returns>
    public IceDatagramStatus HandleDatagram(Instant now, TransportAddress @base, TransportAddress remote, ReadOnlySpan<byte> datagram)
    {
        var status = IsClosed ? IceDatagramStatus.Closed : Dispatch(now, @base, remote, datagram);
        if (status != IceDatagramStatus.Handled) Statistics.Discarded++;
        return status;
    }

    private IceDatagramStatus Dispatch(Instant now, TransportAddress @base, TransportAddress remote, ReadOnlySpan<byte> datagram)
    {
        if (StunMessageReader.Parse(datagram, out var message) != StunParseStatus.Ok) return IceDatagramStatus.Malformed;
        if (message.TryGetAttribute(StunAttributeType.Fingerprint, out _) && !message.HasFingerprint()) return IceDatagramStatus.Malformed;
        switch (message.Type)
        {
            case StunMessageType.BindingRequest:
                return HandleRequest(now, @base, remote, message);
            case StunMessageType.BindingSuccess or StunMessageType.BindingError:
                return HandleResponse(now, @base, remote, message);
            case StunMessageType.BindingIndication:
                return IceDatagramStatus.Handled; // a keepalive (§11); it proves nothing
            default:
                return IceDatagramStatus.Unexpected;
        }
    }

    private IceDatagramStatus HandleRequest(Instant now, TransportAddress @base, TransportAddress remote, StunMessageReader request)
    {
        Statistics.RequestsReceived++;
        if (_responses.Count >= _options.MaxPendingResponses) return IceDatagramStatus.Overloaded;

        Span<ushort> unknown = stackalloc ushort[1];
        var error = Authenticate(request);
        if (error == 0 && request.GetUnknownAttributes(unknown) > 0) error = StunErrorCode.UnknownAttribute;
        if (error == 0 && !ResolveRoleConflict(request)) error = StunErrorCode.RoleConflict;
        var learns = error == 0 && State != IceConnectionState.Failed;
        if (learns && !LearnFromRequest(now, @base, remote, request)) return IceDatagramStatus.Unusable;
        _responses.Enqueue(new IcePendingResponse(request.TransactionId, @base, remote, error, unknown[0]));
        var isAuthentic = error is not (StunErrorCode.BadRequest or StunErrorCode.Unauthenticated);
        return isAuthentic ? IceDatagramStatus.Handled : IceDatagramStatus.Unauthenticated;
    }

    /// <returns>0, or the error to answer (RFC 8489 §9.1.3).</returns>
    private int Authenticate(StunMessageReader request)
    {
        if (!request.TryGetAttribute(StunAttributeType.Username, out var username)
            || !request.TryGetAttribute(StunAttributeType.MessageIntegrity, out _))
        {
            return StunErrorCode.BadRequest;
        }

        // Our fragment, a colon, the peer's. Its half is not compared: its description may still be on the way.
        Span<byte> ours = stackalloc byte[IceCredentials.UfragLength + 1];
        Encoding.ASCII.GetBytes(LocalUfrag, ours);
        ours[^1] = (byte)':';
        return username.StartsWith(ours) && request.HasIntegrity(_localKey) ? 0 : StunErrorCode.Unauthenticated;
    }

    /// <summary>RFC 8445 §7.3.1.1: of two agents with the same role the larger tie-breaker controls.</summary>
    /// <returns>False if the peer is the one who has to switch.</returns>
    private bool ResolveRoleConflict(StunMessageReader request)
    {
        var attribute = Role == IceRole.Controlling ? StunAttributeType.IceControlling : StunAttributeType.IceControlled;
        if (!request.TryGetUInt64(attribute, out var theirs)) return true;
        var weControl = _tieBreaker >= theirs;
        if (weControl == (Role == IceRole.Controlling)) return false;
        ChangeRole(weControl ? IceRole.Controlling : IceRole.Controlled);
        return true;
    }

    /// <returns>False if the way cannot be used.</returns>
    private bool LearnFromRequest(Instant now, TransportAddress @base, TransportAddress remote, StunMessageReader request)
    {
        if (SelectedPair is { } selected && selected.Base == @base && selected.RemoteAddress == remote) HandleTraffic(now);
        if (_localCandidates.Find(c => c.Base == @base) is not { } local) return false;
        request.TryGetUInt32(StunAttributeType.Priority, out var priority); // missing: 0, the last to be tried
        if (LearnRemote(now, remote, priority) is not { } candidate) return false;
        var claim = Role == IceRole.Controlling ? IcePathClaim.Movable : IcePathClaim.Proven;
        if (FormPair(local, candidate, claim) is not { } pair) return false;

        pair.IsProven |= pair.Base == @base; // another socket may have taken its place, which the peer does not know yet
        if (pair.State != CandidatePairState.Succeeded) TriggerCheck(pair);
        if (Role == IceRole.Controlled && request.TryGetAttribute(StunAttributeType.UseCandidate, out _)) HandleNomination(now, pair);
        Proceed(now);
        return true;
    }

    private bool TryWriteResponse(Span<byte> datagram, out IceTransmit transmit)
    {
        transmit = default;
        if (!_responses.TryDequeue(out var response)) return false;
        transmit = new IceTransmit(WriteResponse(datagram, response), response.Base, response.Remote);
        Statistics.ResponsesSent++;
        return true;
    }

    private int WriteResponse(Span<byte> datagram, IcePendingResponse response)
    {
        var type = response.ErrorCode == 0 ? StunMessageType.BindingSuccess : StunMessageType.BindingError;
        var message = new StunMessageWriter(datagram, type, response.TransactionId);
        if (response.ErrorCode == 0) message.AddXorMappedAddress(response.Remote);
        else message.AddErrorCode(response.ErrorCode);
        if (response.ErrorCode == StunErrorCode.UnknownAttribute) message.AddUnknownAttributes([response.UnknownAttribute]);

        // Whom we could not authenticate cannot authenticate us either (RFC 8489 §9.1.3).
        if (response.ErrorCode is not (StunErrorCode.BadRequest or StunErrorCode.Unauthenticated)) message.AddIntegrity(_localKey);
        message.AddFingerprint();
        return message.Length;
    }
}
