using System.Net;
using OwtClient.SipSorcery;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests;

/// <summary>The clients' engine of the tests that are shared with other programs: SIPSorcery here.</summary>
internal static class TestEngine
{
    /// <summary>Makes a factory for connections over loopback.</summary>
    public static IPeerConnectionFactory Create() =>
        new SipSorceryPeerConnectionFactory(new SipSorceryOptions { BindAddress = IPAddress.Loopback });
}
