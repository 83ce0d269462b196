using System.Text;
using OwtClient.WebRtc.Rtp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>Writes the <c>mid</c> of its section into packets (RFC 9143 §15).</summary>
/// <remarks>
/// Trap: SIPSorcery does not know this extension, which OWT wants in every section (PROTOCOL §6.1). Its tracks send any extension that they
/// are given, agreed or not: it is given where it was agreed. The <c>mid</c> of received packets stays unread.
/// </remarks>
internal sealed class SectionIdExtension(byte id, string mid)
    : Sip.RTPHeaderExtension(id, HeaderExtensionUri.Mid, mid.Length, Sip.RTPHeaderExtensionType.OneByte)
{
    private readonly byte[] _element = [(byte)((id << 4) | (mid.Length - 1)), .. Encoding.ASCII.GetBytes(mid)]; // RFC 8285 §4.2

    public override void Set(object obj)
    {
        // It never changes.
    }

    public override byte[] Marshal() => _element;

    public override object Unmarshal(Sip.RTPHeader header, byte[] data) => Encoding.ASCII.GetString(data);
}
