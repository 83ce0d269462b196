namespace OwtClient.Conformance.Tests.Suite;

/// <summary>What engines may do or decline, a row each of the table in docs/engines.md.</summary>
public enum EngineFeature
{
    /// <summary>Send several encodings of a picture (RFC 8853).</summary>
    Simulcast,

    /// <summary>Offer again on a connection that was agreed on.</summary>
    Renegotiation,

    /// <summary>Receive several sections of a kind whose sources the peer does not announce.</summary>
    UnannouncedSources,

    /// <summary>Answer an offer whose sender begins the DTLS handshake.</summary>
    ActiveOffer,

    /// <summary>Use TURN behind TLS with the server's certificate checked, or leave such a server out.</summary>
    TurnOverTls,
}
