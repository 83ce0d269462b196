using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Srtp;

/// <summary>Counter mode from the BCL's block cipher: encrypts a buffer full of counters at a time.</summary>
[SuppressMessage("Security", "CA5358", Justification = "The block cipher only makes key stream from counters that never repeat.")]
internal sealed class PortableAesCounterMode : AesCounterMode
{
    private const int BufferBytes = 80 * AesBlock.Bytes; // one RTP packet of the usual size in one call

    private readonly Aes _aes;
    private readonly ICryptoTransform _encryptor;
    private readonly byte[] _counters = new byte[BufferBytes];
    private readonly byte[] _keyStream = new byte[BufferBytes];

    public PortableAesCounterMode(ReadOnlySpan<byte> key)
    {
        _aes = Aes.Create();
        (_aes.Mode, _aes.Padding, _aes.Key) = (CipherMode.ECB, PaddingMode.None, key.ToArray());
        _encryptor = _aes.CreateEncryptor();
    }

    public override void Transform(ReadOnlySpan<byte> counterBlock, Span<byte> data)
    {
        var counter = ReadUInt32BigEndian(counterBlock[12..]);
        while (!data.IsEmpty)
        {
            var now = Math.Min(data.Length, BufferBytes);
            var blocks = (now + AesBlock.Bytes - 1) / AesBlock.Bytes;
            for (var i = 0; i < blocks; i++)
            {
                var block = _counters.AsSpan(i * AesBlock.Bytes, AesBlock.Bytes);
                counterBlock[..12].CopyTo(block);
                WriteUInt32BigEndian(block[12..], counter++);
            }

            _encryptor.TransformBlock(_counters, 0, blocks * AesBlock.Bytes, _keyStream, 0);
            Xor(data[..now], _keyStream);
            data = data[now..];
        }
    }

    public override void Dispose()
    {
        CryptographicOperations.ZeroMemory(_keyStream);
        _encryptor.Dispose();
        _aes.Dispose();
    }

    private static void Xor(Span<byte> data, ReadOnlySpan<byte> keyStream)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        var keyWords = MemoryMarshal.Cast<byte, ulong>(keyStream);
        for (var i = 0; i < words.Length; i++) words[i] ^= keyWords[i];
        for (var i = words.Length * sizeof(ulong); i < data.Length; i++) data[i] ^= keyStream[i];
    }
}
