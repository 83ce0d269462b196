using System.Security.Cryptography;
using System.Text;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Tests.Stun;

public class StunMessageReaderTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes(Rfc5769.Password);

    public static TheoryData<byte[]> Vectors => [Rfc5769.SampleRequest, Rfc5769.SampleIPv4Response, Rfc5769.SampleIPv6Response];

    [Fact]
    public void Rfc5769Section21_Request_ReadsAllAttributes()
    {
        Assert.Equal(StunParseStatus.Ok, StunMessageReader.Parse(Rfc5769.SampleRequest, out var message));
        Assert.Equal(StunMessageType.BindingRequest, message.Type);
        Assert.Equal(new StunTransactionId(0xb7e7a701bc34d686, 0xfa87dfae), message.TransactionId);
        Assert.True(message.TryGetAttribute(StunAttributeType.Software, out var software));
        Assert.Equal("STUN test client", Encoding.UTF8.GetString(software));
        Assert.True(message.TryGetAttribute(StunAttributeType.Username, out var username));
        Assert.Equal(Rfc5769.Username, Encoding.UTF8.GetString(username));
        Assert.True(message.TryGetUInt32(StunAttributeType.Priority, out var priority));
        Assert.Equal(0x6e0001ffu, priority);
        Assert.True(message.TryGetUInt64(StunAttributeType.IceControlled, out var tieBreaker));
        Assert.Equal(0x932ff9b151263b36u, tieBreaker);
        Assert.False(message.TryGetAttribute(StunAttributeType.UseCandidate, out _));
        Assert.True(message.HasIntegrity(Key));
        Assert.True(message.HasFingerprint());
    }

    [Fact]
    public void Rfc5769Section22_IPv4Response_TellsTheMappedAddress() => AssertMapped(Rfc5769.SampleIPv4Response, "192.0.2.1:32853");

    [Fact]
    public void Rfc5769Section23_IPv6Response_TellsTheMappedAddress() =>
        AssertMapped(Rfc5769.SampleIPv6Response, "[2001:db8:1234:5678:11:2233:4455:6677]:32853");

    [Fact]
    public void Rfc5769Section24_LongTermRequest_HasIntegrityWithoutFingerprint()
    {
        Assert.Equal(StunParseStatus.Ok, StunMessageReader.Parse(Rfc5769.SampleLongTermRequest, out var message));
#pragma warning disable CA5351 // RFC 8489 §9.2.2 makes the key with MD5
        var key = MD5.HashData(Encoding.UTF8.GetBytes("\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9:example.org:TheMatrIX"));
#pragma warning restore CA5351
        Assert.True(message.HasIntegrity(key));
        Assert.False(message.HasFingerprint());
    }

    [Fact]
    public void WrongKey_HasNoIntegrity()
    {
        StunMessageReader.Parse(Rfc5769.SampleRequest, out var message);
        Assert.False(message.HasIntegrity("VOkJxbRl1RmTxUk/WvJxBT"u8));
        Assert.False(message.HasIntegrity([]));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void EveryTruncation_IsAStatus(byte[] vector)
    {
        for (var length = 0; length < vector.Length; length++)
        {
            var expected = length < StunMessageReader.HeaderLength ? StunParseStatus.TooShort : StunParseStatus.BadLength;
            Assert.Equal(expected, StunMessageReader.Parse(vector.AsSpan(0, length), out _));
        }
    }

    /// <summary>Whatever byte changes: nothing throws, and message, integrity or fingerprint are refused.</summary>
    [Theory]
    [MemberData(nameof(Vectors))]
    public void EveryByteChange_IsNoticed(byte[] vector)
    {
        for (var at = 0; at < vector.Length; at++)
        {
            for (var change = 1; change < 256; change++)
            {
                var changed = vector.ToArray();
                changed[at] ^= (byte)change;
                if (StunMessageReader.Parse(changed, out var message) != StunParseStatus.Ok) continue;
                ReadEverything(message);
                Assert.False(message.HasFingerprint() && message.HasIntegrity(Key));
            }
        }
    }

    [Fact]
    public void RandomBytesAfterAHeader_NeverThrow()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var datagram = new byte[20 + (random.Next(20) * 4)];
            random.NextBytes(datagram);
            datagram[0] &= 3;
            (datagram[2], datagram[3]) = (0, (byte)(datagram.Length - 20));
            new byte[] { 0x21, 0x12, 0xA4, 0x42 }.CopyTo(datagram, 4);
            for (var at = 20; at < datagram.Length; at += 8) (datagram[at], datagram[at + 1], datagram[at + 2]) = (0, (byte)random.Next(0x30), 0);
            if (StunMessageReader.Parse(datagram, out var message) == StunParseStatus.Ok) ReadEverything(message);
        }
    }

    [Theory]
    [InlineData("80", StunParseStatus.TooShort)]
    [InlineData("800100002112a442000000000000000000000000", StunParseStatus.NotStun)] // RTP's version bits
    [InlineData("000100002112a443000000000000000000000000", StunParseStatus.NotStun)] // RFC 3489, without the cookie
    [InlineData("000100022112a4420000000000000000000000000000", StunParseStatus.BadLength)] // no multiple of 4
    [InlineData("000100042112a44200000000000000000000000000060001", StunParseStatus.BadAttribute)] // one byte is claimed, none is there
    [InlineData("000100042112a44200000000000000000000000000060000", StunParseStatus.Ok)]
    public void Framing_IsChecked(string datagram, object expected) =>
        Assert.Equal((StunParseStatus)expected, StunMessageReader.Parse(Convert.FromHexString(datagram), out _));

    [Fact]
    public void TooLong_IsAStatus() => Assert.Equal(StunParseStatus.TooLong, StunMessageReader.Parse(new byte[StunMessageReader.MaxLength + 4], out _));

    [Fact]
    public void AttributesAfterIntegrity_AreNotSeen()
    {
        var buffer = new byte[200];
        var writer = new StunMessageWriter(buffer, StunMessageType.BindingRequest, default);
        writer.AddIntegrity(Key);
        writer.AddFlag(StunAttributeType.UseCandidate);
        writer.AddFingerprint();
        Assert.Equal(StunParseStatus.Ok, StunMessageReader.Parse(buffer.AsSpan(0, writer.Length), out var message));
        Assert.False(message.TryGetAttribute(StunAttributeType.UseCandidate, out _));
        Assert.True(message.HasIntegrity(Key));
        Assert.True(message.HasFingerprint());
    }

    [Fact]
    public void UnknownAttributes_OnlyThoseThatMustBeUnderstood()
    {
        var buffer = new byte[200];
        var writer = new StunMessageWriter(buffer, StunMessageType.BindingRequest, default);
        writer.Add((StunAttributeType)0x7F01, [1, 2, 3]);
        writer.Add((StunAttributeType)0xC057, [1, 2, 3, 4]); // optional: Chromium's network information
        writer.Add((StunAttributeType)0x7F02, []);
        writer.AddUInt32(StunAttributeType.Priority, 1);
        StunMessageReader.Parse(buffer.AsSpan(0, writer.Length), out var message);

        Span<ushort> types = stackalloc ushort[4];
        Assert.Equal(2, message.GetUnknownAttributes(types));
        Assert.Equal([0x7F01, 0x7F02], types[..2].ToArray());
        Assert.Equal(1, message.GetUnknownAttributes(types[..1]));
    }

    [Fact]
    public void ReadingAndVerifying_AllocatesNothing()
    {
        var datagram = Rfc5769.SampleRequest;
        for (var i = 0; i < 100; i++) Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Read();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Read()
        {
            StunMessageReader.Parse(datagram, out var message);
            message.HasIntegrity(Key);
            message.HasFingerprint();
            message.TryGetAttribute(StunAttributeType.Username, out _);
        }
    }

    private static void ReadEverything(StunMessageReader message)
    {
        foreach (var type in Enum.GetValues<StunAttributeType>()) message.TryGetAttribute(type, out _);
        message.TryGetErrorCode(out _);
        message.TryGetXorMappedAddress(out _);
        message.TryGetUInt32(StunAttributeType.Priority, out _);
        message.TryGetUInt64(StunAttributeType.IceControlling, out _);
        message.GetUnknownAttributes(new ushort[8]);
        message.HasIntegrity(Key);
        message.HasFingerprint();
    }

    private static void AssertMapped(byte[] response, string expected)
    {
        Assert.Equal(StunParseStatus.Ok, StunMessageReader.Parse(response, out var message));
        Assert.Equal(StunMessageType.BindingSuccess, message.Type);
        Assert.True(message.TryGetXorMappedAddress(out var address));
        Assert.Equal(expected, address.ToString());
        Assert.True(message.HasIntegrity(Key));
        Assert.True(message.HasFingerprint());
    }
}
