using System.Security.Cryptography;
using OwtClient.WebRtc.Srtp;
using static OwtClient.WebRtc.Tests.Srtp.SrtpVectors;

namespace OwtClient.WebRtc.Tests.Srtp;

public class AesModeTests
{
    // Around every seam: block, stride of eight blocks, the portable buffer of 80 blocks.
    public static TheoryData<int> Lengths => [0, 1, 15, 16, 17, 31, 127, 128, 129, 143, 144, 255, 256, 1200, 1279, 1280, 1281, 2600];

    /// <summary>RFC 3711 appendix B.2: key stream at blocks 0, 1, 2 and 0xfeff, 0xff00, 0xff01.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rfc3711B2_KeyStreamIsAsPublished(bool intrinsic)
    {
        using var mode = Counter(intrinsic, Hex("2B7E151628AED2A6ABF7158809CF4F3C"));
        var first = new byte[3 * AesBlock.Bytes];
        var last = new byte[3 * AesBlock.Bytes];

        mode.Transform(Hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"), first);
        mode.Transform(Hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF"), last);

        Assert.Equal(Hex("E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB 41E95B3BB0A2E8DD477901E4FCA894C0"), first);
        Assert.Equal(Hex("EC8CDF7398607CB0F2D21675EA9EA1E4 362B7C3C6773516318A077D7FC5073AE 6A2CC3787889374FBEB4C81B17BA6C44"), last);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void CounterMode_EachLength_IsTheBlockCipherOverCounters(int length)
    {
        foreach (var keyBytes in new[] { 16, 32 })
        {
            var (key, counterBlock, data) = (Bytes(1, keyBytes), Bytes(2, AesBlock.Bytes), Bytes(3, length));
            var expected = ReferenceCounterMode(key, counterBlock, data);
            foreach (var intrinsic in new[] { true, false })
            {
                var actual = data.ToArray();
                using var mode = Counter(intrinsic, key);
                mode.Transform(counterBlock, actual);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Gcm_EachLength_SealsLikeTheBclAndOpensAgain(int length)
    {
        foreach (var keyBytes in new[] { 16, 32 })
        {
            foreach (var associatedBytes in new[] { 0, 12, 16, 20, 44 })
            {
                var (key, nonce, associated, data) = (Bytes(1, keyBytes), Bytes(2, 12), Bytes(3, associatedBytes), Bytes(4, length));
                var (expected, expectedTag) = (new byte[length], new byte[AesGcmMode.TagBytes]);
                using (var bcl = new AesGcm(key, AesGcmMode.TagBytes)) bcl.Encrypt(nonce, data, expected, expectedTag, associated);
                foreach (var intrinsic in new[] { true, false })
                {
                    using var mode = Gcm(intrinsic, key);
                    var (actual, tag) = (data.ToArray(), new byte[AesGcmMode.TagBytes]);
                    mode.Seal(nonce, associated, actual, tag);
                    Assert.Equal(expected, actual);
                    Assert.Equal(expectedTag, tag);
                    Assert.True(mode.TryOpen(nonce, associated, actual, tag));
                    Assert.Equal(data, actual);
                }
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gcm_AnyBitOfTheTagWrong_LeavesTheDataAlone(bool intrinsic)
    {
        var (nonce, associated, data, tag) = (Bytes(2, 12), Bytes(3, 12), Bytes(4, 40), new byte[AesGcmMode.TagBytes]);
        using var mode = Gcm(intrinsic, Bytes(1, 16));
        mode.Seal(nonce, associated, data, tag);
        var received = data.ToArray();
        for (var bit = 0; bit < 8 * tag.Length; bit++)
        {
            tag[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(mode.TryOpen(nonce, associated, received, tag));
            Assert.Equal(data, received);
            tag[bit / 8] ^= (byte)(1 << bit % 8);
        }

        Assert.True(mode.TryOpen(nonce, associated, received, tag));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AfterWarmUp_NothingIsAllocated(bool intrinsic)
    {
        using var counter = Counter(intrinsic, Bytes(1, 16));
        using var gcm = Gcm(intrinsic, Bytes(1, 16));
        var (block, nonce, data, tag) = (Bytes(2, 16), Bytes(3, 12), Bytes(4, 1200), new byte[AesGcmMode.TagBytes]);
        Work(100);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Work(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Work(int times)
        {
            for (var i = 0; i < times; i++)
            {
                counter.Transform(block, data);
                gcm.Seal(nonce, block, data, tag);
                if (!gcm.TryOpen(nonce, block, data, tag)) throw new InvalidOperationException("A good tag was refused.");
            }
        }
    }

    private static AesCounterMode Counter(bool intrinsic, byte[] key)
    {
        Assert.SkipUnless(!intrinsic || AesKeySchedule.IsSupported, "This processor has no AES instructions.");
        return intrinsic ? new IntrinsicAesCounterMode(key) : new PortableAesCounterMode(key);
    }

    private static AesGcmMode Gcm(bool intrinsic, byte[] key)
    {
        Assert.SkipUnless(!intrinsic || IntrinsicAesGcmMode.IsSupported, "This processor has no carry-less multiplication.");
        return intrinsic ? new IntrinsicAesGcmMode(key) : new PortableAesGcmMode(key);
    }

    private static byte[] ReferenceCounterMode(byte[] key, byte[] counterBlock, byte[] data)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var (result, block) = (data.ToArray(), counterBlock.ToArray());
        for (var at = 0; at < data.Length; at++)
        {
            var keyStream = aes.EncryptEcb(block, PaddingMode.None);
            result[at] ^= keyStream[at % AesBlock.Bytes];
            for (var i = AesBlock.Bytes - 1; at % AesBlock.Bytes == AesBlock.Bytes - 1 && i >= 12 && ++block[i] == 0; i--)
            {
            }
        }

        return result;
    }

    private static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
