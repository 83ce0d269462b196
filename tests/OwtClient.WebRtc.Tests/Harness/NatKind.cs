namespace OwtClient.WebRtc.Tests.Harness;

/// <summary>The four kinds of RFC 3489 §5; RFC 4787's terms in the comments.</summary>
internal enum NatKind
{
    /// <summary>Endpoint-independent mapping and filtering.</summary>
    FullCone,

    /// <summary>Endpoint-independent mapping, address-dependent filtering.</summary>
    AddressRestricted,

    /// <summary>Endpoint-independent mapping, address- and port-dependent filtering.</summary>
    PortRestricted,

    /// <summary>Address- and port-dependent mapping and filtering.</summary>
    Symmetric,
}
