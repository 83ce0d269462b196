namespace OwtClient.WebRtc.Dtls;

/// <summary>One DTLS 1.2 association that keys SRTP (RFC 5764).</summary>
/// <remarks>
/// Thread-safe. Reports to its <see cref="IDtlsObserver"/>. Between start and the end of the handshake it runs a thread of its own;
/// afterwards it works only inside <see cref="HandleDatagram"/> and <see cref="Close"/>.
/// </remarks>
internal interface IDtlsEngine : IAsyncDisposable
{
    DtlsTransportState State { get; }

    /// <summary>Datagrams that found the receive queue full, or that were too long.</summary>
    long DroppedDatagrams { get; }

    /// <summary>Begins the handshake. A second call, or one after the end, does nothing.</summary>
    void Start();

    /// <summary>Takes one received datagram (first byte 20 to 63, RFC 7983), also before the start. Copies it; never waits.</summary>
    void HandleDatagram(ReadOnlySpan<byte> datagram);

    /// <summary>Ends the association: tells a connected peer by close_notify, breaks a handshake off.</summary>
    void Close();
}
