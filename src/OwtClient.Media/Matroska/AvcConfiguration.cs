using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Media.Matroska;

/// <summary>How MP4 and Matroska store H.264 (AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3): lengths before NAL units.</summary>
internal sealed class AvcConfiguration
{
    private readonly int _lengthSize;

    private AvcConfiguration(int lengthSize, byte[] parameterSets) => (_lengthSize, ParameterSets) = (lengthSize, parameterSets);

    /// <summary>All parameter sets, in Annex B form.</summary>
    public byte[] ParameterSets { get; }

    /// <summary>Reads the record; false if it is malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> record, [NotNullWhen(true)] out AvcConfiguration? configuration)
    {
        configuration = null;
        if (record.Length < 7 || record[0] != 1) return false;
        var lengthSize = (record[4] & 3) + 1;
        var sets = new MemoryStream();
        var rest = record[6..];
        if (!TryReadSets(ref rest, record[5] & 0x1f, sets) || rest.IsEmpty) return false;
        int pictureSets = rest[0];
        rest = rest[1..];
        if (!TryReadSets(ref rest, pictureSets, sets)) return false;
        configuration = new AvcConfiguration(lengthSize, sets.ToArray());
        return true;
    }

    /// <summary>
    /// Makes a record with lengths of four bytes from a key frame in Annex B form; false if the frame lacks parameter sets.
    /// </summary>
    public static bool TryBuild(ReadOnlySpan<byte> keyFrame, [NotNullWhen(true)] out byte[]? record)
    {
        record = null;
        var (sequenceSets, pictureSets) = (new List<byte[]>(), new List<byte[]>());
        var reader = new AnnexBReader(keyFrame);
        while (reader.TryRead(out var nalUnit))
        {
            var type = H264NalUnit.TypeOf(nalUnit[0]);
            if (nalUnit.Length > ushort.MaxValue) continue;
            if (type == H264NalUnit.SpsType && nalUnit.Length > 3) sequenceSets.Add(nalUnit.ToArray());
            if (type == H264NalUnit.PpsType) pictureSets.Add(nalUnit.ToArray());
        }

        if (sequenceSets.Count is 0 or > 31 || pictureSets.Count is 0 or > 255) return false;
        var sps = sequenceSets[0];
        byte[] head = [1, sps[1], sps[2], sps[3], 0xff, (byte)(0xe0 | sequenceSets.Count)];
        byte[] between = [(byte)pictureSets.Count];
        record = [.. head, .. sequenceSets.SelectMany(WithLength), .. between, .. pictureSets.SelectMany(WithLength)];
        return true;

        static byte[] WithLength(byte[] nalUnit) => [(byte)(nalUnit.Length >> 8), (byte)nalUnit.Length, .. nalUnit];
    }

    /// <summary>
    /// Turns a stored frame into Annex B form, with the parameter sets before an IDR picture that has none; null if malformed.
    /// </summary>
    public byte[]? ToAnnexB(ReadOnlySpan<byte> stored)
    {
        var (hasSps, hasIdr, length) = (false, false, 0);
        for (var rest = stored; !rest.IsEmpty;)
        {
            if (!TryReadNalUnit(ref rest, out var nalUnit)) return null;
            if (nalUnit.IsEmpty) continue;
            var type = H264NalUnit.TypeOf(nalUnit[0]);
            hasSps |= type == H264NalUnit.SpsType;
            hasIdr |= type == H264NalUnit.IdrType;
            length += 4 + nalUnit.Length;
        }

        var prefix = hasIdr && !hasSps ? ParameterSets : [];
        var annexB = new byte[prefix.Length + length];
        prefix.CopyTo(annexB, 0);
        var at = prefix.Length;
        for (var rest = stored; !rest.IsEmpty;)
        {
            TryReadNalUnit(ref rest, out var nalUnit);
            if (nalUnit.IsEmpty) continue;
            H264NalUnit.StartCode.CopyTo(annexB.AsSpan(at));
            nalUnit.CopyTo(annexB.AsSpan(at + 4));
            at += 4 + nalUnit.Length;
        }

        return annexB;
    }

    private bool TryReadNalUnit(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> nalUnit)
    {
        nalUnit = default;
        if (rest.Length < _lengthSize) return false;
        long length = 0;
        foreach (var value in rest[.._lengthSize]) length = (length << 8) | value;
        if (length > rest.Length - _lengthSize) return false;
        nalUnit = rest.Slice(_lengthSize, (int)length);
        rest = rest[(_lengthSize + (int)length)..];
        return true;
    }

    private static bool TryReadSets(ref ReadOnlySpan<byte> rest, int count, MemoryStream sets)
    {
        for (; count > 0; count--)
        {
            if (rest.Length < 2) return false;
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (length > rest.Length - 2) return false;
            sets.Write(H264NalUnit.StartCode);
            sets.Write(rest.Slice(2, length));
            rest = rest[(2 + length)..];
        }

        return true;
    }
}
