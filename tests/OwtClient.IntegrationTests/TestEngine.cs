using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests;

/// <summary>The clients' engine. Programs that run these tests on another one bring a file of their own in place of this.</summary>
internal static class TestEngine
{
    /// <summary>Whether it sends simulcast layers; one that does not says so when asked to.</summary>
    public static bool SendsLayers => true;

    /// <summary>Whether it sends audio levels (RFC 6464), by which a server knows who speaks.</summary>
    public static bool SendsAudioLevels => true;

    /// <summary>Makes a factory for connections over loopback.</summary>
    public static IPeerConnectionFactory Create() => new PeerConnectionFactory(new PeerConnectionFactoryOptions { LoopbackOnly = true });
}
