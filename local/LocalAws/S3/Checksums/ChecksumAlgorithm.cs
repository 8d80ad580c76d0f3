using System.Security.Cryptography;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Checksums;

/// <summary>The checksums that S3 verifies and keeps.</summary>
internal enum ChecksumAlgorithm { CRC32, CRC32C, CRC64NVME, SHA1, SHA256 }

/// <summary>Whether a multipart object's checksum is of its bytes or of its parts' checksums.</summary>
internal enum ChecksumType { FullObject, Composite }

/// <summary>A checksum as S3 tells it: base64, with the number of parts behind it where it is composite.</summary>
internal sealed record Checksum(ChecksumAlgorithm Algorithm, string Value, ChecksumType Type = ChecksumType.FullObject);

internal static class ChecksumAlgorithms
{
    // Reflected polynomials.
    private static readonly Crc Crc32 = new(32, 0xEDB8_8320);
    private static readonly Crc Crc32C = new(32, 0x82F6_3B78);
    private static readonly Crc Crc64Nvme = new(64, 0x9A6C_9329_AC4B_C9B5);

    public static IReadOnlyList<ChecksumAlgorithm> All { get; } = Enum.GetValues<ChecksumAlgorithm>();

    extension(ChecksumAlgorithm algorithm)
    {
        public string Name => algorithm.ToString();

        public string LowerName => algorithm.Name.ToLowerInvariant();

        public string Header => "x-amz-checksum-" + algorithm.LowerName;

        public int Bytes => algorithm switch
        {
            ChecksumAlgorithm.CRC32 or ChecksumAlgorithm.CRC32C => 4,
            ChecksumAlgorithm.CRC64NVME => 8,
            ChecksumAlgorithm.SHA1 => SHA1.HashSizeInBytes,
            ChecksumAlgorithm.SHA256 => SHA256.HashSizeInBytes,
        };

        public byte[] Compute(Content content) => algorithm switch
        {
            ChecksumAlgorithm.CRC32 => Crc32.Compute(content),
            ChecksumAlgorithm.CRC32C => Crc32C.Compute(content),
            ChecksumAlgorithm.CRC64NVME => Crc64Nvme.Compute(content),
            ChecksumAlgorithm.SHA1 => Hash(HashAlgorithmName.SHA1, content),
            ChecksumAlgorithm.SHA256 => Hash(HashAlgorithmName.SHA256, content),
        };

        public Checksum Of(Content content) => new(algorithm, Convert.ToBase64String(algorithm.Compute(content)));
    }

    extension(ChecksumType type)
    {
        public string Name => type switch
        {
            ChecksumType.FullObject => "FULL_OBJECT",
            ChecksumType.Composite => "COMPOSITE",
        };
    }

    /// <summary>The algorithm that a header names, or null where there is no header.</summary>
    public static ChecksumAlgorithm? Find(string? name) => name is null
        ? null
        : All.Where(algorithm => algorithm.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(static algorithm => (ChecksumAlgorithm?)algorithm).FirstOrDefault()
        ?? throw Refusals.Invalid("Checksum algorithm provided is unsupported. Please try again with any of the valid "
            + $"types: [{string.Join(", ", All)}]");

    /// <summary>The tag of what came in one piece: its MD5.</summary>
    public static string ETagOf(Content content) => Convert.ToHexStringLower(Hash(HashAlgorithmName.MD5, content));

    public static byte[] Hash(HashAlgorithmName algorithm, Content content)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        foreach (var block in content.Blocks)
            hash.AppendData(block.Span);
        return hash.GetHashAndReset();
    }
}
