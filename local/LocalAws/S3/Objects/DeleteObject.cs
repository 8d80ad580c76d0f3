using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>Deletes an object; one that is not there is deleted as well, unless a condition names its tag.</summary>
internal sealed class DeleteObject(ObjectStore store)
{
    public Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
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
