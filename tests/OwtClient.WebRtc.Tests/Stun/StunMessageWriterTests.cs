using System.Net;
using System.Text;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Tests.Stun;

public class StunMessageWriterTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes(Rfc5769.Password);
    private static readonly StunTransactionId Id = new(0xb7e7a701bc34d686, 0xfa87dfae);

    /// <summary>Byte for byte, but for SOFTWARE's padding: the RFC pads with a space, we with zero; so these two omit it and are read back.</summary>
    [Theory]
    [InlineData("192.0.2.1", "0001a147e112a643")]
    [InlineData("2001:db8:1234:5678:11:2233:4455:6677", "0002a1470113a9faa5d3f179bc25f4b5bed2b9d9")]
    public void XorMappedAddress_IsTheOneOfRfc5769(string address, string expected)
    {
        var buffer = new byte[200];
        var writer = new StunMessageWriter(buffer, StunMessageType.BindingSuccess, Id);
        writer.AddXorMappedAddress(new TransportAddress(IPAddress.Parse(address), 32853));
        Assert.Equal(expected, Convert.ToHexStringLower(buffer.AsSpan(24, writer.Length - 24)));
    }

    [Fact]
    public void Request_IsReadBack()
    {
        var buffer = new byte[200];
        var writer = new StunMessageWriter(buffer, StunMessageType.BindingRequest, Id);
        writer.Add(StunAttributeType.Username, "evtj:h6vY"u8);
        writer.AddUInt32(StunAttributeType.Priority, 0x6e0001ff);
        writer.AddUInt64(StunAttributeType.IceControlling, 0x932ff9b151263b36);
        writer.AddFlag(StunAttributeType.UseCandidate);
        writer.AddIntegrity(Key);
        writer.AddFingerprint();

        Assert.Equal(StunParseStatus.Ok, StunMessageReader.Parse(buffer.AsSpan(0, writer.Length), out var message));
        Assert.Equal(Id, message.TransactionId);
        Assert.True(message.TryGetAttribute(StunAttributeType.Username, out var username));
        Assert.Equal("evtj:h6vY"u8, username);
        Assert.True(message.TryGetUInt32(StunAttributeType.Priority, out var priority));
        Assert.Equal(0x6e0001ffu, priority);
        Assert.True(message.TryGetUInt64(StunAttributeType.IceControlling, out var tieBreaker));
        Assert.Equal(0x932ff9b151263b36u, tieBreaker);
        Assert.True(message.TryGetAttribute(StunAttributeType.UseCandidate, out _));
        Assert.True(message.HasIntegrity(Key));
        Assert.True(message.HasFingerprint());
    }

    [Theory]
    [InlineData(300)]
    [InlineData(401)]
    [InlineData(420)]
    [InlineData(487)]
    [InlineData(500)]
    [InlineData(699)]
    public void ErrorCode_IsReadBack(int code)
    {
        var buffer = new byte[64];
        var writer = new StunMessageWriter(buffer, StunMessageType.BindingError, Id);
        writer.AddErrorCode(code);
        writer.AddUnknownAttributes([0x7F01, 0x7F02, 0x7F03]);
        Assert.Equal(StunParseStatus.Ok, StunMessageReader.Parse(buffer.AsSpan(0, writer.Length), out var message));
        Assert.True(message.TryGetErrorCode(out var read));
        Assert.Equal(code, read);
        Assert.True(message.TryGetAttribute(StunAttributeType.UnknownAttributes, out var unknown));
        Assert.Equal([0x7F, 1, 0x7F, 2, 0x7F, 3], unknown.ToArray());
    }

    [Fact]
    public void SpanTooSmall_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var writer = new StunMessageWriter(new byte[24], StunMessageType.BindingRequest, Id);
            writer.Add(StunAttributeType.Username, "evtj:h6vY"u8);
        });
    }

    [Fact]
    public void Writing_AllocatesNothing()
    {
        var buffer = new byte[200];
        for (var i = 0; i < 100; i++) Write();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Write();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Write()
        {
            var writer = new StunMessageWriter(buffer, StunMessageType.BindingRequest, Id);
            writer.Add(StunAttributeType.Username, "evtj:h6vY"u8);
            writer.AddIntegrity(Key);
            writer.AddFingerprint();
        }
    }
}
