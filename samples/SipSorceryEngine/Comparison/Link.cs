using System.Diagnostics;
using OwtClient.WebRtc;

namespace SipSorceryEngine.Comparison;

/// <summary>Two connections of one engine, one sends pictures to the other.</summary>
internal sealed class Link : IAsyncDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    private readonly IPeerConnection _from;
    private readonly IPeerConnection _to;
    private readonly LossyRelay? _relay;
    private readonly IRtpTransceiver _sending;
    private readonly TaskCompletionSource _fromUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _toUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _received;
    private int _sent;

    public Link(IPeerConnectionFactory factory, LossyRelay? relay)
    {
        _relay = relay;
        _from = factory.CreatePeerConnection(new PeerConnectionOptions());
        _to = factory.CreatePeerConnection(new PeerConnectionOptions());
        _sending = _from.AddTransceiver(MediaKind.Video, new TransceiverOptions { Direction = TransceiverDirection.SendOnly });
    }

    /// <summary>Whole pictures that came.</summary>
    public int Received => Volatile.Read(ref _received);

    public async Task ConnectAsync()
    {
        _from.ConnectionStateChanged += (_, state) => Note(state, _fromUp);
        _to.ConnectionStateChanged += (_, state) => Note(state, _toUp);
        var fromGathered = new List<IceCandidate>();
        _from.IceCandidateGathered += (_, candidate) =>
        {
            lock (fromGathered) fromGathered.Add(candidate);
            if (_to.RemoteDescription is not null) Pass(_to, candidate, isFromSender: true);
        };
        _to.IceCandidateGathered += (_, candidate) =>
        {
            if (_from.RemoteDescription is not null) Pass(_from, candidate, isFromSender: false);
        };
        var offer = await _from.CreateOfferAsync();
        await _from.SetLocalDescriptionAsync(offer);
        await _to.SetRemoteDescriptionAsync(offer);
        var answer = await _to.CreateAnswerAsync();
        await _to.SetLocalDescriptionAsync(answer);
        await _from.SetRemoteDescriptionAsync(answer);
        lock (fromGathered) fromGathered.ForEach(candidate => Pass(_to, candidate, isFromSender: true));
        foreach (var line in _to.LocalDescription!.Sdp.Split("\r\n"))
        {
            if (line.StartsWith("a=candidate:", StringComparison.Ordinal)) Pass(_from, new IceCandidate(line[2..]), isFromSender: false);
        }

        await Task.WhenAll(_fromUp.Task, _toUp.Task).WaitAsync(TimeSpan.FromSeconds(30));
        _reading = ReadAsync(_to.Transceivers[0].Receiver);
    }

    /// <summary>Sends pictures at a pace, and gives the last ones time to arrive.</summary>
    public async Task SendAsync(int count, int bytes, double perMillisecond)
    {
        var picture = new byte[bytes];
        ((ReadOnlySpan<byte>)[0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]).CopyTo(picture);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            if (clock.Elapsed.TotalMilliseconds * perMillisecond < i) await Task.Delay(10); // a few together, so that waking costs little
            _sending.Sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, picture, TimeSpan.FromMilliseconds(20 * _sent++)));
        }

        await Task.Delay(Settle);
    }

    public async Task<long> GetRepairedAsync() => (await _from.GetStatsAsync()).Outbound[0].RetransmittedPacketsSent;

    public async ValueTask DisposeAsync()
    {
        await _from.DisposeAsync();
        await _to.DisposeAsync();
        await _reading;
    }

    private static void Note(PeerConnectionState state, TaskCompletionSource up)
    {
        if (state == PeerConnectionState.Connected) up.TrySetResult();
        else if (state == PeerConnectionState.Failed) up.TrySetException(new InvalidOperationException("The connection failed."));
    }

    private void Pass(IPeerConnection to, IceCandidate candidate, bool isFromSender)
    {
        if (candidate.IsEndOfCandidates) return;
        var text = _relay is null ? candidate.Candidate : _relay.StandInFor(candidate.Candidate, isFromSender);
        if (text is not null) _ = to.AddIceCandidateAsync(new IceCandidate(text));
    }

    private async Task ReadAsync(IRtpReceiver receiver)
    {
        await foreach (var frame in receiver.ReadFramesAsync())
        {
            frame.Dispose();
            Interlocked.Increment(ref _received);
        }
    }
}
