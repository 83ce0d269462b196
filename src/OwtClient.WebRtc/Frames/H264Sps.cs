namespace OwtClient.WebRtc.Frames;

/// <summary>What a sequence parameter set says about the pictures (H.264 §7.3.2.1.1).</summary>
/// <param name="ProfileIdc">Profile, for example 66 Baseline, 77 Main, 100 High.</param>
/// <param name="ConstraintFlags">The byte after the profile: constraint_set0 to 5 and two reserved bits.</param>
/// <param name="LevelIdc">Ten times the level.</param>
/// <param name="Width">Pixels, after cropping.</param>
/// <param name="Height">Pixels, after cropping.</param>
internal readonly record struct H264Sps(byte ProfileIdc, byte ConstraintFlags, byte LevelIdc, int Width, int Height)
{
    private const int MaxBytes = 512; // what is read lies near the beginning; scaling lists make it long
    private const uint MaxMacroblocks = 4096; // in one direction: 65,536 pixels

    /// <summary>Reads a NAL unit of type 7, emulation prevention included; false if it is cut short or breaks a limit.</summary>
    public static bool TryParse(ReadOnlySpan<byte> nalUnit, out H264Sps sps)
    {
        sps = default;
        if (nalUnit.Length < 5 || H264NalUnit.TypeOf(nalUnit[0]) != H264NalUnit.SpsType) return false;
        Span<byte> buffer = stackalloc byte[MaxBytes];
        var rbsp = RemoveEmulationPrevention(nalUnit[1..], buffer);
        var bits = new BitReader(rbsp[3..]);
        if (bits.ReadUe() > 31) return false; // seq_parameter_set_id
        if (!TryReadChroma(ref bits, rbsp[0], out var chromaFormat)) return false;
        bits.ReadUe(); // log2_max_frame_num_minus4
        if (!TrySkipOrderCount(ref bits)) return false;
        bits.ReadUe(); // max_num_ref_frames
        bits.ReadFlag(); // gaps_in_frame_num_value_allowed_flag
        var widthInMacroblocks = bits.ReadUe();
        var heightInMapUnits = bits.ReadUe();
        if (widthInMacroblocks >= MaxMacroblocks || heightInMapUnits >= MaxMacroblocks) return false;
        var framesOnly = bits.ReadFlag();
        if (!framesOnly) bits.ReadFlag(); // mb_adaptive_frame_field_flag
        bits.ReadFlag(); // direct_8x8_inference_flag
        var fieldFactor = framesOnly ? 1 : 2;
        var width = ((int)widthInMacroblocks + 1) * 16;
        var height = ((int)heightInMapUnits + 1) * 16 * fieldFactor;
        if (bits.ReadFlag()) // frame_cropping_flag
        {
            var (cropX, cropY) = CropUnits(chromaFormat, fieldFactor);
            width -= (int)Math.Min(((long)bits.ReadUe() + bits.ReadUe()) * cropX, width);
            height -= (int)Math.Min(((long)bits.ReadUe() + bits.ReadUe()) * cropY, height);
        }

        if (bits.IsExhausted || width <= 0 || height <= 0) return false;
        sps = new H264Sps(rbsp[0], rbsp[1], rbsp[2], width, height);
        return true;
    }

    /// <summary>Table 6-1 and equations 7-19 to 7-22: how many pixels one unit of cropping takes.</summary>
    private static (int X, int Y) CropUnits(uint chromaFormat, int fieldFactor) => chromaFormat switch
    {
        1 => (2, 2 * fieldFactor),
        2 => (2, fieldFactor),
        _ => (1, fieldFactor),
    };

    private static bool TryReadChroma(ref BitReader bits, byte profile, out uint chromaFormat)
    {
        chromaFormat = 1; // 4:2:0
        if (profile is not (100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135)) return true;
        chromaFormat = bits.ReadUe();
        if (chromaFormat > 3) return false;
        var separatePlanes = chromaFormat == 3 && bits.ReadFlag();
        bits.ReadUe(); // bit_depth_luma_minus8
        bits.ReadUe(); // bit_depth_chroma_minus8
        bits.ReadFlag(); // qpprime_y_zero_transform_bypass_flag
        if (bits.ReadFlag()) SkipScalingLists(ref bits, chromaFormat == 3 ? 12 : 8);
        if (separatePlanes) chromaFormat = 0; // ChromaArrayType
        return !bits.IsExhausted;
    }

    private static void SkipScalingLists(ref BitReader bits, int count)
    {
        for (var list = 0; list < count; list++)
        {
            if (!bits.ReadFlag()) continue;
            var (last, next) = (8, 8);
            for (var i = 0; i < (list < 6 ? 16 : 64) && next != 0; i++)
            {
                next = (last + bits.ReadSe() + 256) & 0xff;
                if (next != 0) last = next;
            }
        }
    }

    private static bool TrySkipOrderCount(ref BitReader bits)
    {
        switch (bits.ReadUe()) // pic_order_cnt_type
        {
            case 0:
                bits.ReadUe(); // log2_max_pic_order_cnt_lsb_minus4
                return !bits.IsExhausted;
            case 1:
                bits.ReadFlag(); // delta_pic_order_always_zero_flag
                bits.ReadSe(); // offset_for_non_ref_pic
                bits.ReadSe(); // offset_for_top_to_bottom_field
                var frames = bits.ReadUe();
                if (frames > 255) return false;
                for (; frames > 0; frames--) bits.ReadSe();
                return !bits.IsExhausted;
            case 2:
                return !bits.IsExhausted;
            default:
                return false;
        }
    }

    /// <summary>Takes the 3 out of each 0 0 3 (H.264 §7.4.1).</summary>
    private static ReadOnlySpan<byte> RemoveEmulationPrevention(ReadOnlySpan<byte> payload, Span<byte> buffer)
    {
        var (length, zeros) = (0, 0);
        foreach (var value in payload)
        {
            if (length == buffer.Length) break;
            if (zeros >= 2 && value == 3)
            {
                zeros = 0;
                continue;
            }

            buffer[length++] = value;
            zeros = value == 0 ? zeros + 1 : 0;
        }

        return buffer[..length];
    }
}
