namespace OwtClient.Rest.Models;

/// <summary>A kind of thing that the stream engine keeps.</summary>
public enum StreamEngineKind
{
    /// <summary>What is published.</summary>
    Publications,

    /// <summary>What is subscribed to.</summary>
    Subscriptions,

    /// <summary>Mixers, transcoders and the like.</summary>
    Processors,

    /// <summary>Who has joined.</summary>
    Participants,

    /// <summary>Workers of the engine; they can only be listed.</summary>
    Nodes,
}
