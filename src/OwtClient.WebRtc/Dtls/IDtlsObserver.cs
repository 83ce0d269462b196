namespace OwtClient.WebRtc.Dtls;

/// <summary>What an association needs from its owner.</summary>
/// <remarks>
/// Called on the handshake's thread, or inside <see cref="IDtlsEngine.HandleDatagram"/> and <see cref="IDtlsEngine.Close"/>; never with a
/// lock of the engine held, so the owner may take its own. Must not throw.
/// </remarks>
internal interface IDtlsObserver
{
    /// <summary>Sends one datagram to the peer. The span is valid only during the call.</summary>
    void SendDtls(ReadOnlySpan<byte> datagram);

    /// <summary>The handshake succeeded. The keys now belong to the owner.</summary>
    void DtlsConnected(DtlsHandshakeResult result);

    /// <summary>The handshake failed. Nothing follows.</summary>
    /// <param name="failure">The reason.</param>
    /// <param name="detail">For a log; holds no secret.</param>
    void DtlsFailed(DtlsFailure failure, string detail);

    /// <summary>The peer closed the association after it was connected. Nothing follows.</summary>
    void DtlsClosed();
}
