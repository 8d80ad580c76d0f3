using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.S3.Buckets;
using WebhookSystem.LocalAws.S3.Kept;
using WebhookSystem.LocalAws.S3.Multipart;
using WebhookSystem.LocalAws.S3.Objects;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3;

internal static class S3Registration
{
    private static readonly Type[] Parts =
    [
        typeof(ContentFiles), typeof(StorageLog), typeof(ObjectStore),
        typeof(S3Service), typeof(S3Routes), typeof(ObjectRoutes),
        typeof(BucketOperations), typeof(LifecycleOperations), typeof(ListObjects),
        typeof(PutObject), typeof(GetObject), typeof(DeleteObject), typeof(DeleteObjects), typeof(CopyObject),
        typeof(StartUpload), typeof(PutPart), typeof(CompleteUpload), typeof(ListUploads),
    ];

    extension(IHostApplicationBuilder builder)
    {
        public void AddS3()
        {
            foreach (var part in Parts)
                builder.Services.AddSingleton(part);
            builder.Services.AddSingleton<IKept, KeptStorage>();
            builder.Services.AddHostedService<LifecycleSweeper>();
        }
    }
}
