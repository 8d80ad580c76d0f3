using Amazon.S3.Model;

namespace WebhookSystem.LocalAws.Tests.Keep.Load;

/// <summary>Puts objects, overwrites them, deletes some.</summary>
internal sealed class ObjectWorker : Worker
{
    private const string Bucket = "worked";
    private const int Keys = 20;

    private readonly string?[] _known = new string?[Keys];
    private (int Key, string? Body)? _underWay;
    private int _turn;

    public override Task PrepareAsync(ChildServer server) => server.S3.PutBucketAsync(Bucket);

    public override async Task VerifyAsync(ChildServer server)
    {
        var listed = (await server.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket })).S3Objects;
        HashSet<string> there = [.. (listed ?? []).Select(static one => one.Key)];
        for (var key = 0; key < Keys; key++)
        {
            var found = there.Contains($"{key}") ? await ReadAsync(server, key) : null;
            if (_underWay is { } underWay && underWay.Key == key && underWay.Body == found)
                _known[key] = found;
            Assert.Equal(_known[key], found);
        }

        _underWay = null;
    }

    protected override async Task WriteAsync(ChildServer server)
    {
        var key = _turn++ % Keys;
        var body = _turn % 5 == 0 ? null : $"{_turn} {new string('y', 2_000)}";
        _underWay = (key, body);
        if (body is null)
            await server.S3.DeleteObjectAsync(Bucket, $"{key}");
        else
            await server.S3.PutObjectAsync(new() { BucketName = Bucket, Key = $"{key}", ContentBody = body });
        _known[key] = body;
        _underWay = null;
    }

    private static async Task<string> ReadAsync(ChildServer server, int key)
    {
        using var stored = await server.S3.GetObjectAsync(Bucket, $"{key}");
        using var text = new StreamReader(stored.ResponseStream);
        return await text.ReadToEndAsync();
    }
}
