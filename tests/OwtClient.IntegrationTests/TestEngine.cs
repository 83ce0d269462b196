using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests;

/// <summary>The clients' engine. Programs that run these tests on another one bring a file of their own in place of this.</summary>
internal static class TestEngine
{
    /// <summary>Makes a factory for connections over loopback.</summary>
    public static IPeerConnectionFactory Create() => new PeerConnectionFactory(new PeerConnectionFactoryOptions { LoopbackOnly = true });
}
