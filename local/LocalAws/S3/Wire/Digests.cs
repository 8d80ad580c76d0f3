using System.Net;
using System.Security.Cryptography;
using WebhookSystem.LocalAws.S3.Checksums;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>Holds a body against what came with it: Content-MD5, the signed SHA-256, the checksum.</summary>
internal static class Digests
{
    public static void Verify(S3Request request, Body body, string sha256)
    {
        if (request.Header("Content-MD5") is { } md5)
            VerifyMd5(request, md5, body.Md5);
        if (sha256.Length == SHA256.HashSizeInBytes * 2)
            VerifySha256(sha256, body);
        if (body.Checksum is { } given)
            GivenChecksum.Verify(given, body.Content);
    }

    private static void VerifyMd5(S3Request request, string given, byte[] calculated)
    {
        Span<byte> bytes = stackalloc byte[64];
        if (!Convert.TryFromBase64String(given, bytes, out var count) || count != calculated.Length)
        {
            throw new S3Exception(
                "InvalidDigest", "The Content-MD5 you specified was invalid.", HttpStatusCode.BadRequest,
                ("Content-MD5", given));
        }

        if (!bytes[..count].SequenceEqual(calculated))
        {
            // Of a whole object S3 writes what was expected as a tag, of a part and of a document as it came.
            var expected = request is { Level: S3Level.Object, Subresource: "" }
                ? Convert.ToHexStringLower(bytes[..count])
                : given;
            throw Refusals.BadDigest(
                "The Content-MD5 you specified did not match what we received.",
                ("ExpectedDigest", expected), ("CalculatedDigest", Convert.ToBase64String(calculated)));
        }
    }

    private static void VerifySha256(string given, Body body)
    {
        var calculated = Convert.ToHexStringLower(ChecksumAlgorithm.SHA256.Compute(body.Content));
        if (!given.Equals(calculated, StringComparison.OrdinalIgnoreCase))
        {
            throw new S3Exception(
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.",
                HttpStatusCode.BadRequest,
                ("ClientComputedContentSHA256", given), ("S3ComputedContentSHA256", calculated));
        }
    }
}
