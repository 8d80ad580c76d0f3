using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>Deletes an object; one that is not there is deleted as well, unless a condition names its tag.</summary>
internal sealed class DeleteObject(ObjectStore store)
{
    // Conditions that only directory buckets know.
    private static readonly string[] NotOffered = ["x-amz-if-match-last-modified-time", "x-amz-if-match-size"];

    public Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (NotOffered.FirstOrDefault(header => request.Header(header) is not null) is { } unknown)
            throw Refusals.HeaderNotOffered(unknown, "Only directory buckets have this condition");
        request.RequireNullVersion();
        request.RequireNoBypass();
        var expected = request.Header("If-Match")?.Trim('"');
        lock (store.Gate)
        {
            var current = store.Find(request.Bucket).Objects.GetValueOrDefault(request.Key);
            if (expected is not null and not "*" && (current ?? throw Refusals.NoSuchKey(request.Key)).ETag != expected)
                throw Refusals.PreconditionFailed("If-Match");
            if (current is not null)
                store.Commit(new StorageChange.ObjectDeleted(request.Bucket, request.Key));
        }

        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
