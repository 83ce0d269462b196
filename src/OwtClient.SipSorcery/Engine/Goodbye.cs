using Org.BouncyCastle.Tls;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>Ends a connection so that the peer learns of it.</summary>
internal static class Goodbye
{
    /// <summary>Says goodbye and closes. Never throws.</summary>
    /// <remarks>
    /// Trap: SIPSorcery closes its socket first and sends RTCP BYE and the DTLS close_notify afterwards, which then go nowhere; the peer
    /// would wait until its consent expires.
    /// </remarks>
    public static void Close(Sip.RTCPeerConnection engine)
    {
        try
        {
            foreach (var stream in engine.AudioStreamList.Concat<Sip.MediaStream>(engine.VideoStreamList)) stream.RtcpSession?.Close(null);
            (engine.sctp?.transport as DtlsTransport)?.Close();
        }
#pragma warning disable CA1031 // A farewell that does not get through must not keep the socket open.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The peer will notice by its consent checks.
        }

        try
        {
            engine.Close("closed");
        }
#pragma warning disable CA1031 // Disposal never throws; SIPSorcery's threads end by themselves.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nothing is left to be done.
        }
    }
}
