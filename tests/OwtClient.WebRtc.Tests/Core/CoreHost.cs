using System.Net;
using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Srtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Tests.Peer;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Core;

/// <summary>A connection's core on a virtual network. What DTLS would agree on is given to both.</summary>
internal sealed class CoreHost : IVirtualHost, IDisposable
{
    private readonly byte[] _buffer = new byte[ConnectionCore.MaxDatagramLength];
    private readonly Queue<VirtualDatagram> _outgoing = new();
    private readonly VirtualNetwork _network;
    private readonly SeededRandomSource _random;
    private readonly Instant _start;

    public CoreHost(VirtualNetwork network, int seed)
    {
        (_network, _start, _random) = (network, network.Now, new SeededRandomSource(seed));
        Core = new ConnectionCore(new ConnectionCoreOptions
        {
            Random = _random,
            WallClockAtOrigin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Cname = $"host{seed}",
        });
    }

    public ConnectionCore Core { get; }

    public List<SendTrack> Senders { get; } = [];

    public List<ReceiveTrack> Receivers { get; } = [];

    /// <summary>What each receiving track got, by section.</summary>
    public List<Collector> Received { get; } = [];

    /// <summary>Combined states with seconds since the host began.</summary>
    public List<(double Seconds, PeerConnectionState State)> States { get; } = [];

    /// <summary>Key frame requests, by layer; null is the only one.</summary>
    public List<string?> KeyFrameRequests { get; } = [];

    /// <summary>Candidates found after the host candidates.</summary>
    public List<Candidate> Candidates { get; } = [];

    public bool GatheringDone { get; private set; }

    public Instant? Deadline => Core.Deadline;

    private double Elapsed => (_network.Now - _start).TotalSeconds;

    public void Listen(string address, int port = 5000, VirtualNat? nat = null)
    {
        var place = new TransportAddress(IPAddress.Parse(address), port);
        _network.Attach(this, place, nat);
        Core.Ice.AddLocalCandidate(_network.Now, Candidate.CreateHost(place));
    }

    /// <summary>Takes over what was agreed, as the driver would.</summary>
    public void Apply(IReadOnlyList<NegotiatedSection> sections, IReadOnlyList<LocalSection> wanted)
    {
        for (var i = 0; i < sections.Count; i++)
        {
            if (Senders.Count == i)
            {
                Received.Add(new Collector());
                Senders.Add(new SendTrack(sections[i].Kind, wanted[i].Encodings, _random));
                Receivers.Add(new ReceiveTrack(sections[i].Kind, new FramePool(), Received[i]));
            }

            Core.Apply(sections[i], Senders[i], Receivers[i]);
        }
    }

    public void Meet(CoreHost peer, SrtpKeyPair keys)
    {
        Core.Ice.SetRemoteCredentials(_network.Now, peer.Core.Ice.LocalUfrag, peer.Core.Ice.LocalPassword);
        foreach (var candidate in peer.Core.Ice.LocalCandidates.ToArray())
        {
            Assert.True(CandidateAttribute.TryParse(candidate.ToAttribute().ToString(), out var attribute));
            Core.Ice.AddRemoteCandidate(_network.Now, attribute!);
        }

        Core.SetKeys(_network.Now, SrtpProfile.AeadAes128Gcm, keys);
    }

    /// <summary>Sends a frame at the network's present time.</summary>
    public void SendFrame(int section, MediaCodec codec, byte[] data, TimeSpan timestamp, bool isKeyFrame, string? rid = null)
    {
        var track = Senders[section];
        var layer = track.Find(rid)!;
        Assert.Equal(codec, track.Codec!.Codec.Codec);
        Assert.Equal(PacketizeStatus.Ok, layer.Packetizer!.Start(data, 1150));
        var packet = new OutgoingPacket(new PayloadType(track.Codec.PayloadType), layer.Stream.ToRtpTimestamp(timestamp));
        while (layer.Stream.TryWritePacket(_network.Now, layer.Packetizer, packet, _buffer, out var length, out var payload))
        {
            Assert.True(Core.TryProtect(_network.Now, layer.Stream, _buffer, length, payload, out var protectedLength));
            if (Core.Ice.SelectedPair is { } pair) _outgoing.Enqueue(new VirtualDatagram(pair.Base, pair.RemoteAddress, _buffer[..protectedLength]));
        }

        layer.Stream.HandleFrame(isKeyFrame);
    }

    public void HandleTimeout(Instant now) => Core.HandleTimeout(now);

    public void HandleDatagram(Instant now, TransportAddress local, TransportAddress remote, byte[] datagram) =>
        Core.HandleDatagram(now, local, remote, datagram, out _);

    public bool TryPollTransmit(Instant now, out VirtualDatagram datagram)
    {
        while (Core.TryPollEvent(now, out var @event))
        {
            if (@event.Kind == CoreEventKind.ConnectionStateChanged) States.Add((Elapsed, @event.State));
            if (@event.Kind == CoreEventKind.KeyFrameRequested) KeyFrameRequests.Add(@event.Layer!.Rid);
            if (@event.Kind == CoreEventKind.CandidateFound) Candidates.Add(@event.Candidate!);
            if (@event.Kind == CoreEventKind.GatheringDone) GatheringDone = true;
        }

        if (_outgoing.TryDequeue(out datagram)) return true;
        if (!Core.TryPollTransmit(now, _buffer, out var transmit)) return false;
        datagram = new VirtualDatagram(transmit.Base, transmit.Remote, _buffer[..transmit.Length]);
        return true;
    }

    public void Dispose() => Core.Dispose();

    internal sealed class Collector : ITrackSink
    {
        public List<ReceivedFrame> Frames { get; } = [];

        public void HandleFrame(EncodedFrame frame)
        {
            Frames.Add(new(frame.Data.ToArray(), frame.Timestamp, frame.IsKeyFrame, frame.Rid, frame.FramesLostBefore));
            frame.Dispose();
        }

        public void HandlePacket(in ReceivedRtpPacket packet) => throw new InvalidOperationException("No packets were asked for.");
    }
}
