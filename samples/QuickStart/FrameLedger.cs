using System.Security.Cryptography;

namespace QuickStart;

/// <summary>Remembers every frame sent and every frame received of one track by its hash, and compares the two.</summary>
internal sealed class FrameLedger
{
    private readonly Lock _gate = new();
    private readonly List<string> _sent = [];
    private readonly List<string> _received = [];
    private int? _firstThatCounts;

    /// <summary>From now on every frame sent has to arrive: the subscription is ready.</summary>
    public void StartCounting()
    {
        lock (_gate) _firstThatCounts ??= _sent.Count;
    }

    public void NoteSent(ReadOnlySpan<byte> frame)
    {
        var key = Key(frame);
        lock (_gate) _sent.Add(key);
    }

    public void NoteReceived(ReadOnlySpan<byte> frame)
    {
        var key = Key(frame);
        lock (_gate) _received.Add(key);
    }

    /// <summary>Whether all that had to arrive did.</summary>
    public bool IsComplete => Compare() is var (sent, arrived) && sent == arrived;

    /// <summary>How many frames were sent since the subscription was ready, and how many of them arrived, byte for byte and in order.</summary>
    /// <remarks>Compared from the end, since frames may have arrived that were sent before: a server gives a newcomer the last key frame.</remarks>
    public (int Sent, int Arrived) Compare()
    {
        lock (_gate)
        {
            var first = _firstThatCounts ?? _sent.Count;
            var arrived = 0;
            for (int sent = _sent.Count - 1, received = _received.Count - 1; sent >= first && received >= 0; sent--)
            {
                if (_sent[sent] != _received[received]) continue; // this one was lost
                arrived++;
                received--;
            }

            return (_sent.Count - first, arrived);
        }
    }

    private static string Key(ReadOnlySpan<byte> frame) => Convert.ToHexString(SHA256.HashData(frame));
}
