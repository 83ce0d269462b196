using System.Threading.Channels;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

/// <summary>A one-way path: each datagram, with its number from 0, becomes those that arrive in its place.</summary>
internal sealed class DtlsPath(Func<int, byte[], IEnumerable<byte[]>>? fate = null)
{
    private readonly Channel<byte[]> _underWay = Channel.CreateUnbounded<byte[]>();
    private readonly List<byte[]> _sent = [];

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<byte[]> Sent
    {
        get
        {
            lock (_sent) return [.. _sent];
        }
    }

    public static DtlsPath Losing(Predicate<int> lost) => new((n, datagram) => lost(n) ? [] : [datagram]);

    public void Connect(IDtlsEngine receiver) => _ = Task.Run(async () =>
    {
        await foreach (var datagram in _underWay.Reader.ReadAllAsync()) receiver.HandleDatagram(datagram);
    });

    public void Send(byte[] datagram)
    {
        int number;
        lock (_sent)
        {
            number = _sent.Count;
            _sent.Add(datagram);
        }

        foreach (var arriving in fate?.Invoke(number, datagram) ?? [datagram]) _underWay.Writer.TryWrite(arriving);
    }
}
