namespace OwtClient.Media.Readers;

/// <summary>A buffered stream that knows where it is.</summary>
internal sealed class ByteSource(Stream stream, bool leaveOpen) : IAsyncDisposable
{
    /// <summary>The most that can be peeked at.</summary>
    internal const int BufferBytes = 64 << 10;

    private readonly long _origin = stream.CanSeek ? stream.Position : 0;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private long _bufferPosition; // of _buffer[0]
    private int _at;
    private int _end;

    /// <summary>Bytes from the beginning of the file to the next one read.</summary>
    public long Position => _bufferPosition + _at;

    /// <summary>
    /// Shows the next bytes without moving on; fewer than <paramref name="count"/> only at the end. Valid until the next call.
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _at < count && await FillAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        return _buffer.AsMemory(_at, Math.Min(count, _end - _at));
    }

    /// <summary>Shows what is in the buffer, at least one byte unless at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekBufferAsync(CancellationToken cancellationToken)
    {
        await PeekAsync(1, cancellationToken).ConfigureAwait(false);
        return _buffer.AsMemory(_at, _end - _at);
    }

    /// <summary>Moves over bytes that were peeked at.</summary>
    public void Advance(int count) => _at += count;

    /// <summary>Fills <paramref name="destination"/>; false if the file ends before.</summary>
    public async ValueTask<bool> TryReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (!destination.IsEmpty)
        {
            var available = await PeekBufferAsync(cancellationToken).ConfigureAwait(false);
            if (available.IsEmpty) return false;
            var count = Math.Min(available.Length, destination.Length);
            available[..count].CopyTo(destination);
            destination = destination[count..];
            Advance(count);
        }

        return true;
    }

    /// <summary>Moves over bytes; false if the file ends before.</summary>
    public async ValueTask<bool> TrySkipAsync(long count, CancellationToken cancellationToken)
    {
        if (stream.CanSeek && count > BufferBytes)
        {
            if (count > stream.Length - _origin - Position) return false;
            Seek(Position + count);
            return true;
        }

        while (count > 0)
        {
            var available = await PeekBufferAsync(cancellationToken).ConfigureAwait(false);
            if (available.IsEmpty) return false;
            var step = (int)Math.Min(available.Length, count);
            Advance(step);
            count -= step;
        }

        return true;
    }

    /// <summary>Goes to a place.</summary>
    /// <exception cref="NotSupportedException">The stream cannot seek.</exception>
    public void Seek(long position)
    {
        stream.Seek(_origin + position, SeekOrigin.Begin);
        _bufferPosition = position;
        _at = _end = 0;
    }

    public ValueTask DisposeAsync() => leaveOpen ? ValueTask.CompletedTask : stream.DisposeAsync();

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            _bufferPosition += _at;
            _end -= _at;
            _at = 0;
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }
}
