namespace OwtClient.Signaling.SocketIo;

/// <summary>Makes the transport that the options ask for.</summary>
internal static class TransportConnector
{
    public static async Task<IEngineIoTransport> ConnectAsync(Uri portal, int version, SocketIoSignalingOptions options, CancellationToken cancellationToken)
    {
        if (options.Transport == SocketIoTransport.WebSocket)
        {
            return await WebSocketTransport.ConnectAsync(EngineIoAddress.WebSocket(portal, version), options, cancellationToken).ConfigureAwait(false);
        }

        var polling = await PollingTransport.ConnectAsync(portal, version, options, cancellationToken).ConfigureAwait(false);
        if (options.Transport == SocketIoTransport.Polling || !polling.Handshake!.CanUpgrade) return polling;
        try
        {
            var upgraded = await UpgradedTransport.ConnectAsync(polling, EngineIoAddress.WebSocket(portal, version, polling.Handshake.SessionId), options, cancellationToken).ConfigureAwait(false);
            polling.Abandon();
            return upgraded;
        }
        catch
        {
            await polling.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
