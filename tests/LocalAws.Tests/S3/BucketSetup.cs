using Amazon.S3.Model;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>The steps that most tests of S3 begin or end with.</summary>
internal static class BucketSetup
{
    extension(LocalAwsFixture localAws)
    {
        public async Task<string> CreateBucketAsync()
        {
            var bucket = $"bucket-{Guid.NewGuid():N}";
            await localAws.S3.PutBucketAsync(bucket);
            return bucket;
        }

        public Task<PutObjectResponse> PutAsync(string bucket, string key, string body) =>
            localAws.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = body });

        public async Task<string> ReadAsync(string bucket, string key)
        {
            using var answer = await localAws.S3.GetObjectAsync(bucket, key);
            using var reader = new StreamReader(answer.ResponseStream);
            return await reader.ReadToEndAsync();
        }
    }
}
