using OwtClient.WebRtc;

namespace OwtClient.Benchmarks.Whole;

/// <summary>A factory for each end, as two programs would have them, over the loopback interface.</summary>
internal sealed class PeerFactories : IAsyncDisposable
{
    public PeerConnectionFactory Offering { get; } = new(new() { LoopbackOnly = true });

    public PeerConnectionFactory Answering { get; } = new(new() { LoopbackOnly = true });

    /// <summary>Makes many pairs, one after another.</summary>
    public async Task<List<PeerPair>> ConnectAsync(int pairs)
    {
        var connected = new List<PeerPair>(pairs);
        for (var i = 0; i < pairs; i++) connected.Add(await PeerPair.ConnectAsync(this));
        return connected;
    }

    public async ValueTask DisposeAsync()
    {
        await Offering.DisposeAsync();
        await Answering.DisposeAsync();
    }
}
