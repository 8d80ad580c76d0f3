using System.Collections.Concurrent;
using System.Security.Cryptography;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Read;

namespace WebhookSystem.Verification.Keys;

/// <summary>
/// A key shared with the sender, with hashes at hand whose key schedule is done, which for a small body is half of a
/// signature's cost.
/// </summary>
internal sealed class MacKey(Algorithm algorithm, byte[] key) : SigningKey
{
    public const int BytesMax = HMACSHA512.HashSizeInBytes;

    private readonly ConcurrentBag<Hashing> _idle = [];
    private Hashing? _first;

    public static bool IsFor(Algorithm algorithm) => SizeOf(algorithm) > 0;

    /// <summary>Bytes of a signature; zero where the algorithm is none of these.</summary>
    public static int SizeOf(Algorithm algorithm) => algorithm switch
    {
        Algorithm.HmacMd5 => HMACMD5.HashSizeInBytes,
        Algorithm.HmacSha1 => HMACSHA1.HashSizeInBytes,
        Algorithm.HmacSha256 or Algorithm.Sha256OfSecret => HMACSHA256.HashSizeInBytes,
        Algorithm.HmacSha384 => HMACSHA384.HashSizeInBytes,
        Algorithm.HmacSha512 => HMACSHA512.HashSizeInBytes,
        Algorithm.Ed25519 or Algorithm.EcdsaSha256 or Algorithm.EcdsaSha1 or Algorithm.RsaSha1 or Algorithm.RsaSha256
            or Algorithm.Token or Algorithm.SharedSecret or Algorithm.Basic => 0,
    };

    public int Sign(
        SignedContent content, ReadOnlySpan<byte> body, ReadOnlySpan<char> id, ReadOnlySpan<char> timestamp,
        Span<byte> mac)
    {
        var hashing = Take();
        content.AppendTo(hashing.Hash, hashing.Room, body, id, timestamp);
        return Finish(hashing, mac);
    }

    public int Sign(ReadOnlySpan<byte> content, Span<byte> mac)
    {
        var hashing = Take();
        hashing.Hash.AppendData(content);
        return Finish(hashing, mac);
    }

    internal override bool Holds(scoped in Evidence evidence, ReadOnlySpan<byte> content)
    {
        Span<byte> mac = stackalloc byte[BytesMax];
        return evidence.Holds(mac[..Sign(content, mac)]);
    }

    private Hashing Take()
    {
        // The one that was used last, for as long as requests do not come at once.
        var hashing = Interlocked.Exchange(ref _first, null);
        if (hashing is null && !_idle.TryTake(out hashing))
            hashing = new(algorithm == Algorithm.Sha256OfSecret
                ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256)
                : IncrementalHash.CreateHMAC(NameOf(algorithm), key));
        if (algorithm == Algorithm.Sha256OfSecret)
            hashing.Hash.AppendData(key);
        return hashing;
    }

    private int Finish(Hashing hashing, Span<byte> mac)
    {
        var length = hashing.Hash.GetHashAndReset(mac);
        if (Interlocked.CompareExchange(ref _first, hashing, null) is not null)
            _idle.Add(hashing);
        return length;
    }

    private static HashAlgorithmName NameOf(Algorithm algorithm) => algorithm switch
    {
        Algorithm.HmacMd5 => HashAlgorithmName.MD5,
        Algorithm.HmacSha1 => HashAlgorithmName.SHA1,
        Algorithm.HmacSha384 => HashAlgorithmName.SHA384,
        Algorithm.HmacSha512 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    /// <summary>A hash with the key in it, and room to put content together in.</summary>
    private sealed class Hashing(IncrementalHash hash)
    {
        public IncrementalHash Hash => hash;

        public byte[] Room { get; } = new byte[SignedContent.RoomBytes];
    }
}
