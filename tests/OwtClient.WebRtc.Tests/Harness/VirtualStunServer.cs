using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Harness;

/// <summary>Tells whoever asks from where it was asked.</summary>
internal sealed class VirtualStunServer : IVirtualHost
{
    private readonly Queue<VirtualDatagram> _answers = new();

    public Instant? Deadline => null;

    public int Requests { get; private set; }

    public void HandleTimeout(Instant now)
    {
    }

    public void HandleDatagram(Instant now, TransportAddress local, TransportAddress remote, byte[] datagram)
    {
        if (StunMessageReader.Parse(datagram, out var request) != StunParseStatus.Ok) return;
        Requests++;
        var buffer = new byte[64];
        var answer = new StunMessageWriter(buffer, StunMessageType.BindingSuccess, request.TransactionId);
        answer.AddXorMappedAddress(remote);
        _answers.Enqueue(new VirtualDatagram(local, remote, buffer[..answer.Length]));
    }

    public bool TryPollTransmit(Instant now, out VirtualDatagram datagram) => _answers.TryDequeue(out datagram);
}
