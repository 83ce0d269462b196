namespace OwtClient;

/// <summary>A version of the protocol between client and portal (PROTOCOL §0.3).</summary>
public enum ProtocolVersion
{
    /// <summary>1.0: OWT 4.2. Simulcast is hidden: a stream shows its first layer only.</summary>
    Version10,

    /// <summary>1.1: OWT 4.3.</summary>
    Version11,

    /// <summary>1.2: OWT 5.0 and 5.1, which speak the older ones as well.</summary>
    Version12,
}
