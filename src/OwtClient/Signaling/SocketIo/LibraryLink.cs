using System.Text;
using SocketIOClient.Transport;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Stands where the library expects a WebSocket: hands it packets, and takes what it writes.</summary>
/// <remarks>
/// The library sees a transport that is open from the start and never fails, so that none of its own connecting, reconnecting and error paths
/// ever runs. Everything here happens under the lock of the <see cref="LibrarySocket"/>.
/// </remarks>
internal sealed class LibraryLink(Action<string> written) : IClientWebSocket
{
    private readonly PacketSource<string> _texts = new();
    private readonly MemoryStream _partial = new();

    /// <summary>The library has subscribed and believes to be connected.</summary>
    public event Action? Attached;

    public IObservable<string> TextObservable => _texts;

    public IObservable<byte[]> BytesObservable { get; } = new PacketSource<byte[]>();

    public Task ConnectAsync(Uri uri, CancellationToken cancellationToken)
    {
        Attached?.Invoke();
        return Task.CompletedTask;
    }

    public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The library writes a packet in pieces of 8 KB.</summary>
    public Task SendAsync(byte[] bytes, TransportMessageType type, bool endOfMessage, CancellationToken cancellationToken)
    {
        _partial.Write(bytes);
        if (!endOfMessage) return Task.CompletedTask;
        var packet = Encoding.UTF8.GetString(_partial.GetBuffer(), 0, (int)_partial.Length);
        _partial.SetLength(0);
        written(packet);
        return Task.CompletedTask;
    }

    public void AddHeader(string key, string val)
    {
    }

    /// <summary>Gives the library a packet.</summary>
    public void Deliver(string packet) => _texts.Next(packet);

    public void Dispose() => _partial.Dispose();

    /// <summary>The little of an observable that the library needs: one subscriber.</summary>
    private sealed class PacketSource<T> : IObservable<T>
    {
        private IObserver<T>? _observer;

        public IDisposable Subscribe(IObserver<T> observer)
        {
            _observer = observer;
            return new Subscription();
        }

        public void Next(T packet) => _observer?.OnNext(packet);

        private sealed class Subscription : IDisposable
        {
            public void Dispose()
            {
            }
        }
    }
}
