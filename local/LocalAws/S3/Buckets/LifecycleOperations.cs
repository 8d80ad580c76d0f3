using System.Net;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>A bucket's lifecycle configuration.</summary>
internal sealed class LifecycleOperations(ObjectStore store)
{
    private const string MinimumSize = "x-amz-transition-default-minimum-object-size";
    private const string AllClasses = "all_storage_classes_128K";

    public async Task PutAsync(S3Request request, CancellationToken cancellationToken)
    {
        switch (request.Header(MinimumSize))
        {
            case null or AllClasses:
                break;
            case "varies_by_storage_class" and var sized:
                throw Refusals.HeaderNotOffered(MinimumSize, $"LocalAws has no transitions, so that {sized} is no use");
            case var other:
                throw Refusals.Invalid($"Invalid TransitionDefaultMinimumObjectSize found: {other}");
        }

        var document = await BodyReader.ReadXmlAsync(request, cancellationToken);
        LifecycleDocument.RequireFilters(document);
        var lifecycle = LifecycleDocument.Read(document);
        Set(request, lifecycle);
        TellMinimumSize(request);
    }

    public Task GetAsync(S3Request request, CancellationToken cancellationToken)
    {
        Lifecycle? lifecycle;
        lock (store.Gate)
            lifecycle = store.Find(request.Bucket).Lifecycle;
        if (lifecycle is null)
        {
            throw new S3Exception(
                "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", HttpStatusCode.NotFound,
                ("BucketName", request.Bucket));
        }

        TellMinimumSize(request);
        return XmlAnswer.WriteAsync(request, lifecycle.Document, cancellationToken);
    }

    public Task DeleteAsync(S3Request request, CancellationToken cancellationToken)
    {
        Set(request, null);
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private void Set(S3Request request, Lifecycle? lifecycle)
    {
        lock (store.Gate)
        {
            store.Find(request.Bucket);
            store.Commit(new StorageChange.LifecycleSet(request.Bucket, lifecycle));
        }
    }

    private static void TellMinimumSize(S3Request request) =>
        request.Http.Response.Headers[MinimumSize] = AllClasses;
}
