using OwtClient.WebRtc;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>Makes SIPSorcery connections with the settings that OWT needs.</summary>
internal static class EngineConfiguration
{
    private static readonly string[] BehindTls = ["turns:", "stuns:"];

    /// <exception cref="NotSupportedException">An ICE server cannot be used safely.</exception>
    public static EngineConnection CreateEngine(EngineResources shared, PeerConnectionOptions options)
    {
        var settings = shared.Options;
        var configuration = new Sip.RTCConfiguration
        {
            iceServers = [.. options.IceServers.Select(Convert)],
            X_BindAddress = settings.BindAddress,
            X_ICEIncludeAllInterfaceAddresses = settings.IncludeAllInterfaces,
            X_UseRtpFeedbackProfile = true, // trap: the default profile has no feedback, and OWT and browsers refuse it
            X_DisableExtendedMasterSecretKey = true, // trap: the name says disable, the effect is not to insist; older OpenSSL lacks it
        };
        shared.Certificate.AddTo(configuration);
        return new EngineConnection(configuration, shared.Ports);
    }

    private static Sip.RTCIceServer Convert(IceServer server)
    {
        foreach (var url in server.Urls)
        {
            // Trap: certificates of servers behind TLS are not checked, so that anybody could pose as the server and get the credential.
            if (Array.Exists(BehindTls, scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
                throw new NotSupportedException(
                    "SIPSorcery does not check the certificates of TURN and STUN servers behind TLS (turns:, stuns:).");
        }

        return new Sip.RTCIceServer { urls = string.Join(',', server.Urls), username = server.Username, credential = server.Credential };
    }
}
