using System.Buffers.Binary;

namespace OwtClient.Fuzz.Harness;

/// <summary>Damages bytes in the ways that find faults in parsers: single bits, lengths at their limits, cuts, repeats, splices.</summary>
internal sealed class Mutator(Random random)
{
    private const int MaxGrowth = 4096; // bytes added at most, so that inputs stay of the size of their seeds

    private static readonly byte[] EdgeBytes = [0, 1, 0x0f, 0x10, 0x7f, 0x80, 0xbe, 0xde, 0xfe, 0xff];
    private static readonly uint[] EdgeWords = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

    /// <summary>A damaged copy of one seed, seldom with a part of another; one to eight damages.</summary>
    public byte[] Mutate(IReadOnlyList<byte[]> seeds)
    {
        var bytes = seeds[random.Next(seeds.Count)].ToList();
        for (var damages = 1 << random.Next(4); damages > 0; damages--) Damage(bytes, seeds);
        return [.. bytes];
    }

    private void Damage(List<byte> bytes, IReadOnlyList<byte[]> seeds)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next(256));
            return;
        }

        var at = random.Next(bytes.Count);
        switch (random.Next(11))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[at] = (byte)random.Next(256); break;
            case 2: bytes[at] = EdgeBytes[random.Next(EdgeBytes.Length)]; break;
            case 3: WriteWord(bytes, at, sizeof(ushort)); break;
            case 4: WriteWord(bytes, at, sizeof(uint)); break;
            case 5: bytes.RemoveRange(at, bytes.Count - at); break;
            case 6: bytes.RemoveRange(at, random.Next(1, Math.Min(16, bytes.Count - at) + 1)); break;
            case 7: bytes.InsertRange(at, Part(bytes)); break;
            case 8: bytes.InsertRange(at, Part(seeds[random.Next(seeds.Count)])); break;
            case 9: (bytes[at], bytes[^(at + 1)]) = (bytes[^(at + 1)], bytes[at]); break;
            default: bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(1, 64))); break;
        }
    }

    private void WriteWord(List<byte> bytes, int at, int size)
    {
        Span<byte> word = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(word, EdgeWords[random.Next(EdgeWords.Length)]);
        for (var i = 0; i < size && at + i < bytes.Count; i++) bytes[at + i] = word[sizeof(uint) - size + i];
    }

    private byte[] Part(IReadOnlyList<byte> source)
    {
        if (source.Count == 0) return [];
        var start = random.Next(source.Count);
        return [.. source.Skip(start).Take(random.Next(1, Math.Min(MaxGrowth, source.Count - start) + 1))];
    }
}
