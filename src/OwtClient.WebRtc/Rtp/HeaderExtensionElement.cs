namespace OwtClient.WebRtc.Rtp;

/// <summary>One element of a header extension (RFC 8285 §4.1): a view into the packet.</summary>
internal readonly ref struct HeaderExtensionElement(byte id, ReadOnlySpan<byte> value)
{
    /// <summary>Negotiated identifier: 1 to 14 in the one-byte form, 1 to 255 in the two-byte form.</summary>
    public byte Id { get; } = id;

    public ReadOnlySpan<byte> Value { get; } = value;
}
