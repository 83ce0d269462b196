namespace OwtClient.Media.Readers;

/// <summary>The checksum of Ogg pages (RFC 3533 §6): CRC-32 with polynomial 0x04c11db7, not reflected, starting at 0.</summary>
internal static class OggCrc
{
    private static readonly uint[] Table = MakeTable();

    public static uint Add(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data) crc = (crc << 8) ^ Table[(crc >> 24) ^ value];
        return crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var crc = i << 24;
            for (var bit = 0; bit < 8; bit++) crc = (crc << 1) ^ ((crc & 0x80000000) != 0 ? 0x04c11db7u : 0);
            table[i] = crc;
        }

        return table;
    }
}
