using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Core;

/// <summary>What can be counted.</summary>
internal sealed partial class ConnectionCore
{
    public TransportStats GetTransportStats() => new()
    {
        BytesSent = _statistics.BytesSent,
        BytesReceived = _statistics.BytesReceived,
        PacketsSent = _statistics.PacketsSent,
        PacketsReceived = _statistics.PacketsReceived,
        PacketsDiscarded = _statistics.PacketsDiscarded,
        CurrentRoundTripTime = Ice.SelectedPair?.RoundTripTime,
        LocalCandidateType = Ice.SelectedPair?.Local.Type.ToSdp(),
        RemoteCandidateType = Ice.SelectedPair?.Remote.Type.ToSdp(),
        SrtpProfile = _profile is { } profile ? ToName(profile) : null,
    };

    /// <summary>The name in IANA's registry of DTLS-SRTP protection profiles.</summary>
    private static string ToName(SrtpProfile profile) => profile switch
    {
        SrtpProfile.AeadAes128Gcm => "SRTP_AEAD_AES_128_GCM",
        SrtpProfile.AeadAes256Gcm => "SRTP_AEAD_AES_256_GCM",
        _ => "SRTP_AES128_CM_HMAC_SHA1_80",
    };
}
