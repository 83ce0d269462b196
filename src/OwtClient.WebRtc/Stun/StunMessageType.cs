namespace OwtClient.WebRtc.Stun;

/// <summary>Class and method of a message as the first two bytes carry them (RFC 8489 §5, §18.2).</summary>
internal enum StunMessageType : ushort
{
    BindingRequest = 0x0001,
    BindingIndication = 0x0011,
    BindingSuccess = 0x0101,
    BindingError = 0x0111,
}
