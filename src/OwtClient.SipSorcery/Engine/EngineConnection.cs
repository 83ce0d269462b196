using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>A SIPSorcery connection whose streams tell when they can read and write media.</summary>
/// <remarks>
/// Trap: SIPSorcery says that it is connected some time after the handshake, on another thread. Media of the peer is there before.
/// </remarks>
internal sealed class EngineConnection(Sip.RTCConfiguration configuration, SIPSorcery.Sys.PortRange? ports)
    : Sip.RTCPeerConnection(configuration, bindPort: 0, portRange: ports)
{
    private int _streams; // the base class calls the methods below from its constructor

    /// <summary>A stream has its keys. Called in the thread of the handshake, before any packet is read with them.</summary>
    public Action<Sip.MediaStream>? StreamSecured { get; set; }

    protected override Sip.AudioStream GetOrCreateAudioStream(int index)
    {
        if (index == AudioStreamList.Count)
            AudioStreamList.Add(new SecuredAudioStream(this, rtpSessionConfig, index) { MediaInsertionOrder = ++_streams });
        return AudioStreamList[index];
    }

    protected override Sip.VideoStream GetOrCreateVideoStream(int index)
    {
        if (index == VideoStreamList.Count)
            VideoStreamList.Add(new SecuredVideoStream(this, rtpSessionConfig, index) { MediaInsertionOrder = ++_streams });
        return VideoStreamList[index];
    }

    private sealed class SecuredAudioStream(EngineConnection owner, Sip.RtpSessionConfig config, int index) : Sip.AudioStream(config, index)
    {
        protected override void DispatchPendingPackages() // called when keys were set
        {
            owner.StreamSecured?.Invoke(this);
            base.DispatchPendingPackages();
        }
    }

    private sealed class SecuredVideoStream(EngineConnection owner, Sip.RtpSessionConfig config, int index) : Sip.VideoStream(config, index)
    {
        protected override void DispatchPendingPackages() // called when keys were set
        {
            owner.StreamSecured?.Invoke(this);
            base.DispatchPendingPackages();
        }
    }
}
