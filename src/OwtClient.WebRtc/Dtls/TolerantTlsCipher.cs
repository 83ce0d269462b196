using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace OwtClient.WebRtc.Dtls;

/// <summary>A record cipher for which every record that cannot be decrypted has a wrong MAC.</summary>
/// <remarks>
/// The record layer drops records with a wrong MAC, as RFC 6347 §4.1.2.7 wants, but ends the association for a record too short to have
/// one: a single forged datagram would do. So that failure is given the other's name.
/// </remarks>
internal sealed class TolerantTlsCipher(TlsCipher inner) : TlsCipher
{
    public bool UsesOpaqueRecordType => inner.UsesOpaqueRecordType;

    public int GetCiphertextDecodeLimit(int plaintextLimit) => inner.GetCiphertextDecodeLimit(plaintextLimit);

    public int GetCiphertextEncodeLimit(int plaintextLength, int plaintextLimit) =>
        inner.GetCiphertextEncodeLimit(plaintextLength, plaintextLimit);

    public int GetPlaintextLimit(int ciphertextLimit) => inner.GetPlaintextLimit(ciphertextLimit);

    public TlsEncodeResult EncodePlaintext(
        long seqNo, short contentType, ProtocolVersion recordVersion, int headerAllocation, byte[] plaintext, int offset, int len) =>
        inner.EncodePlaintext(seqNo, contentType, recordVersion, headerAllocation, plaintext, offset, len);

    public TlsEncodeResult EncodePlaintext(
        long seqNo, short contentType, ProtocolVersion recordVersion, int headerAllocation, ReadOnlySpan<byte> plaintext) =>
        inner.EncodePlaintext(seqNo, contentType, recordVersion, headerAllocation, plaintext);

    public TlsDecodeResult DecodeCiphertext(
        long seqNo, short recordType, ProtocolVersion recordVersion, byte[] ciphertext, int offset, int len)
    {
        try
        {
            return inner.DecodeCiphertext(seqNo, recordType, recordVersion, ciphertext, offset, len);
        }
        catch (TlsFatalAlert alert)
        {
            throw new TlsFatalAlert(AlertDescription.bad_record_mac, alert);
        }
    }

    public void RekeyDecoder() => inner.RekeyDecoder();

    public void RekeyEncoder() => inner.RekeyEncoder();
}
