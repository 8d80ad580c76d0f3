using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Xunit;

namespace WebhookSystem.LocalAws.Tests.Wire;

/// <summary>Answers of DynamoDB that are longer than 4 KB, as their caller accepts them.</summary>
public sealed class PackedAnswers(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br, identity, deflate, gzip", "deflate")]
    [InlineData("dog, GZIP ,, cat", "gzip")]
    [InlineData("deflate;q=0.5, gzip;q=0.2", "deflate")]
    [InlineData("deflate;q=0.5, gzip;q=31", "gzip")]
    [InlineData("deflate;q=0.5, gzip;q=0.x", "gzip")]
    [InlineData("deflate;q=-0.5, gzip;q=0.2", "gzip")]
    [InlineData("*", "gzip")]
    [InlineData("*, deflate", "deflate")]
    [InlineData("*, gzip;q=0.5", "deflate")]
    [InlineData("gzip;q=0.5, identity;q=0.8", "gzip")]
    [InlineData("gzip;nq=0;q=1", null)]
    [InlineData("gzip br", null)]
    [InlineData("br;q=0.8, *;q=0", null)]
    [InlineData("identity", null)]
    public async Task Are_packed_by_the_weights_of_what_is_accepted(string accepted, string? coding)
    {
        var (packed, length) = await GetAsync(new string('x', 4096), accepted);

        Assert.Equal(coding, packed);
        Assert.Equal(coding is null, length > 4096);
    }

    [Fact]
    public async Task Short_ones_are_not() =>
        Assert.Equal(null as string, (await GetAsync(new string('x', 2048), "gzip")).Coding);

    private async Task<(string? Coding, int Length)> GetAsync(string text, string accepted)
    {
        await localAws.CallAsync("DynamoDB_20120810.CreateTable", """
            {"TableName":"packed","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"pk",
            "KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}]}
            """);
        await localAws.DynamoDb.PutItemAsync(
            "packed", new() { ["pk"] = new("a"), ["text"] = new(text) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(
                """{"TableName":"packed","Key":{"pk":{"S":"a"}}}""", Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.GetItem");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var answer = await localAws.Http.SendAsync(request);

        var coding = answer.Content.Headers.ContentEncoding.SingleOrDefault();
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using Stream body = coding switch
        {
            "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
            "deflate" => new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        using var item = await JsonDocument.ParseAsync(body);
        Assert.Equal(text, item.RootElement.GetProperty("Item").GetProperty("text").GetProperty("S").GetString());
        return (coding, bytes.Length);
    }
}
