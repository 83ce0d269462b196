using System.Security.Cryptography;

namespace OwtClient.WebRtc.Srtp;

/// <summary>Master key and master salt of one direction. Zeroed by <see cref="Dispose"/>, and never printed.</summary>
/// <remarks>The bytes live in pinned memory, so the collector leaves no copies behind when it moves things.</remarks>
internal sealed class SrtpKeyMaterial : IDisposable
{
    private readonly byte[] _bytes;
    private readonly int _keyBytes;

    /// <summary>Copies both parts; the caller clears its own.</summary>
    /// <exception cref="ArgumentException">A length is not the profile's.</exception>
    public SrtpKeyMaterial(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt)
    {
        if (masterKey.Length != profile.MasterKeyBytes()) throw new ArgumentException("Not this profile's length.", nameof(masterKey));
        if (masterSalt.Length != profile.MasterSaltBytes()) throw new ArgumentException("Not this profile's length.", nameof(masterSalt));
        Profile = profile;
        _keyBytes = masterKey.Length;
        _bytes = GC.AllocateUninitializedArray<byte>(masterKey.Length + masterSalt.Length, pinned: true);
        masterKey.CopyTo(_bytes);
        masterSalt.CopyTo(_bytes.AsSpan(_keyBytes));
    }

    public SrtpProfile Profile { get; }

    public ReadOnlySpan<byte> MasterKey => _bytes.AsSpan(0, _keyBytes);

    public ReadOnlySpan<byte> MasterSalt => _bytes.AsSpan(_keyBytes);

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    public override string ToString() => $"SrtpKeyMaterial({Profile})";
}
