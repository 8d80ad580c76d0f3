using Amazon.S3;
using Amazon.S3.Model;
using WebhookSystem.Client.Consume;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Fixtures;

namespace WebhookSystem.Client.Tests;

/// <summary>A large body is fetched, and is what was stored or nothing.</summary>
public sealed class BodiesInS3 : IAsyncLifetime
{
    private const string Text = "a body";

    private static readonly string BodyDigest = Digest.Of(Text);
    private static readonly string Key = $"standard/2026-01-02/{BodyDigest}";

    private ProvisionedAws? _aws;

    private ProvisionedAws Aws => _aws ?? throw new InvalidOperationException("LocalAws has not been started.");

    public async ValueTask InitializeAsync()
    {
        _aws = await ProvisionedAws.StartAsync();
        await PutAsync(Text);
    }

    public ValueTask DisposeAsync() => Aws.DisposeAsync();

    [Fact]
    public async Task It_is_fetched_by_its_address()
    {
        var body = await FetchAsync(BodyDigest, Text.Length);

        Assert.Equal(Text, System.Text.Encoding.UTF8.GetString(body.Span));
    }

    [Fact]
    public async Task The_key_says_the_digest_where_the_message_does_not()
    {
        Assert.Equal(Text.Length, (await FetchAsync(null, null)).Length);

        await PutAsync("another");
        await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(null, null));
    }

    [Fact]
    public async Task Another_size_or_digest_is_refused()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(BodyDigest, Text.Length + 1));
        await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(Digest.Of("another"), Text.Length));
    }

    [Fact]
    public async Task An_address_elsewhere_is_not_followed() => await Assert.ThrowsAsync<InvalidDataException>(
        () => FetchAsync(new Uri("http://127.0.0.1/body"), null, null));

    [Fact]
    public async Task A_body_in_the_message_needs_no_S3()
    {
        using var nowhere = new AmazonS3Client(
            "none", "none", new AmazonS3Config { ServiceURL = "http://127.0.0.1:1" });
        var message = Message(null) with { Body = "here"u8.ToArray() };

        var body = await new Bodies(nowhere).FetchAsync(message, default);

        Assert.Equal("here", System.Text.Encoding.UTF8.GetString(body.Span));
    }

    private Task<ReadOnlyMemory<byte>> FetchAsync(string? digest, long? size) =>
        FetchAsync(new Uri($"s3://{Topology.Payloads.BucketName}/{Key}"), digest, size);

    private Task<ReadOnlyMemory<byte>> FetchAsync(Uri address, string? digest, long? size) =>
        new Bodies(Aws.S3).FetchAsync(Message(new(address, digest, size)), default);

    private async Task PutAsync(string text) => await Aws.S3.PutObjectAsync(
        new PutObjectRequest { BucketName = Topology.Payloads.BucketName, Key = Key, ContentBody = text });

    private static OrderedMessage Message(BodyReference? reference) => new()
    {
        Source = "standard", Key = "a", Ordinal = 1, Id = "msg_1", Type = "order.paid", Reference = reference,
    };
}
