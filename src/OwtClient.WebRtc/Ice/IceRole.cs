namespace OwtClient.WebRtc.Ice;

/// <summary>Who nominates (RFC 8445 §6.1.1): the offerer controls, unless the roles turn out to conflict.</summary>
internal enum IceRole
{
    Controlling,
    Controlled,
}
