using System.Globalization;
using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>Reads an object, or with HEAD what is known of it.</summary>
internal sealed class GetObject(ObjectStore store, TimeProvider time)
{
    public async Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        request.RequireNullVersion();
        StoredObject stored;
        (LifecycleRule, DateTimeOffset)? expiry;
        lock (store.Gate)
        {
            stored = store.FindObject(request.Bucket, request.Key);
            expiry = store.Find(request.Bucket).Lifecycle?.FirstExpiry(stored);
        }

        HeaderReader.RequireNoCustomerKey(
            request, "The encryption parameters are not applicable to this object.");
        if (new ReadConditions(request, "", time.GetUtcNow()).Broken(stored) is var (condition, isUnchanged))
        {
            request.Http.Response.Headers.ETag = stored.QuotedETag;
            throw isUnchanged ? Refusals.NotModified() : Refusals.PreconditionFailed(condition);
        }

        var range = ByteRange.Find(request, stored);
        HeaderWriter.WriteObject(request, stored);
        HeaderWriter.WriteExpiry(request, expiry);
        if (request.Header("x-amz-checksum-mode") is not null)
            HeaderWriter.WriteChecksum(request, ChecksumOf(request, stored, range));
        await WriteContentAsync(request, stored.Content, range, cancellationToken);
    }

    // Of a range that is neither all nor a part, nothing is known.
    private static Checksum? ChecksumOf(S3Request request, StoredObject stored, ByteRange? range)
    {
        var part = int.TryParse(request.Query("partNumber"), CultureInfo.InvariantCulture, out var number)
            ? stored.ChecksumOf(number)
            : null;
        return part ?? (range is null || range.Value.Count == stored.Content.Length ? stored.Checksum : null);
    }

    private static async Task WriteContentAsync(
        S3Request request, Content content, ByteRange? range, CancellationToken cancellationToken)
    {
        var response = request.Http.Response;
        if (range is { } asked)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = asked.Header(content.Length);
            content = content.Slice(asked.From, asked.Count);
        }

        response.ContentLength = content.Length;
        if (HttpMethods.IsHead(request.Method))
            return;
        foreach (var block in content.Blocks)
            await response.Body.WriteAsync(block, cancellationToken);
    }
}
