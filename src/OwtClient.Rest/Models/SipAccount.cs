namespace OwtClient.Rest.Models;

/// <summary>SIP account that a room registers with. The password is never printed.</summary>
public sealed record SipAccount(string SipServer, string Username, string Password)
{
    /// <summary>Names account and server only.</summary>
    public override string ToString() => $"sip:{Username}@{SipServer}";
}
