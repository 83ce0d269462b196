namespace OwtClient.Signaling.SocketIo;

/// <summary>What <see cref="EngineIoPayloadReader.TryRead"/> found.</summary>
internal enum EngineIoPayloadStatus
{
    /// <summary>One more packet.</summary>
    Packet,

    /// <summary>The end of the payload, where it should be.</summary>
    End,

    /// <summary>Not a payload of this version, or cut off. Nothing more can be read.</summary>
    Malformed,
}
