using OwtClient.WebRtc;

namespace OwtClient.Server.Media;

/// <summary>Reaches the packets below a transceiver: forwarding needs the managed engine, not just any.</summary>
internal static class EngineTracks
{
    /// <exception cref="NotSupportedException">The connection is of another engine.</exception>
    public static RtpReceiver ReceiverOf(IRtpTransceiver transceiver) => transceiver.Receiver as RtpReceiver ?? throw WrongEngine();

    /// <exception cref="NotSupportedException">The connection is of another engine.</exception>
    public static RtpSender SenderOf(IRtpTransceiver transceiver) => transceiver.Sender as RtpSender ?? throw WrongEngine();

    /// <summary>Stops a connection's sending and receiving without a goodbye.</summary>
    /// <exception cref="NotSupportedException">The connection is of another engine.</exception>
    public static void Silence(IPeerConnection connection) => (connection as PeerConnection ?? throw WrongEngine()).Silence();

    private static NotSupportedException WrongEngine() => new("The conference server forwards packets and needs the managed engine.");
}
