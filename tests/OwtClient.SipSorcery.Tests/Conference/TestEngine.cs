using System.Net;
using OwtClient.SipSorcery;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests;

/// <summary>The clients' engine of the tests that are shared with other programs: SIPSorcery here.</summary>
internal static class TestEngine
{
    /// <summary>Whether it sends simulcast layers; one that does not says so when asked to.</summary>
    public static bool SendsLayers => false;

    /// <summary>Whether it sends audio levels (RFC 6464), by which a server knows who speaks.</summary>
    public static bool SendsAudioLevels => false;

    /// <summary>Makes a factory for connections over loopback.</summary>
    public static IPeerConnectionFactory Create() =>
        new SipSorceryPeerConnectionFactory(new SipSorceryOptions { BindAddress = IPAddress.Loopback });
}
