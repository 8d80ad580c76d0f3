using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.LocalAws.DynamoDb.Streams;

namespace WebhookSystem.LocalAws.Tests.Streams;

/// <summary>What a request about a stream must look like before anything is looked for.</summary>
public sealed class StreamRequests(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Api = "DynamoDBStreams_20120810.";

    [Theory]
    [InlineData("DescribeStream", """{"StreamArn":"sdfadfsdfnlfkajakfgjalksfgklasjklasdjfklasdfasdfgasf"}""")]
    [InlineData("DescribeStream", """{"StreamArn":"short"}""")]
    [InlineData("ListStreams", """{"ExclusiveStartStreamArn":"kossaapaaasdafsdaasdasdasdasasdasfadfadfasdasdas"}""")]
    [InlineData(
        "GetShardIterator",
        """{"StreamArn":"sdfadfsddafgdafsgjnadflkgnalngalsdfnlkasn","ShardId":"s","ShardIteratorType":"LATEST"}""")]
    public async Task What_is_no_stream_s_name_is_invalid(string operation, string body)
    {
        var answer = await localAws.CallAsync(Api + operation, body);

        Assert.StartsWith("ValidationException", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LATEST")]
    [InlineData("TRIM_HORIZON")]
    public async Task A_number_is_only_for_who_begins_at_one(string type)
    {
        var (_, stream) = await localAws.NewStreamAsync();
        var shard = await ShardAsync(stream);

        var answer = await localAws.CallAsync(Api + "GetShardIterator", $$"""
            {"StreamArn":"{{stream}}","ShardId":"{{shard}}","ShardIteratorType":"{{type}}","SequenceNumber":"100"}
            """);

        Assert.StartsWith("ValidationException", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_children_of_a_shard_can_be_asked_for_alone()
    {
        var (_, stream) = await localAws.NewStreamAsync();
        var parent = await ShardAsync(stream);
        Assert.Empty(await ChildrenAsync(stream, parent));

        localAws.Services.GetRequiredService<StreamCatalog>().Find(stream).Split(parent);

        var children = await ChildrenAsync(stream, parent);
        Assert.Equal(2, children.Count);
        Assert.All(children, child => Assert.Equal(parent, child.GetProperty("ParentShardId").GetString()));
    }

    [Theory]
    [InlineData("""{"ShardId":"shardId-00000000000000000000-00000000","Type":"foo"}""", "shardFilter.type")]
    [InlineData("""{"ShardId":"shardId-00000000000000000000-00000000"}""", "shardFilter.type")]
    [InlineData("""{"ShardId":"qwerty","Type":"CHILD_SHARDS"}""", "shardFilter.shardId")]
    [InlineData("""{"Type":"CHILD_SHARDS"}""", "shardFilter.shardId")]
    public async Task A_filter_that_is_none_is_refused(string filter, string member)
    {
        var (_, stream) = await localAws.NewStreamAsync();

        var answer = await localAws.CallAsync(
            Api + "DescribeStream", $$$"""{"StreamArn":"{{{stream}}}","ShardFilter":{{{filter}}}}""");

        Assert.StartsWith("ValidationException", answer, StringComparison.Ordinal);
        Assert.Contains($"'{member}'", answer, StringComparison.Ordinal);
    }

    private async Task<string> ShardAsync(string stream) =>
        Assert.Single((await localAws.Streams.DescribeStreamAsync(stream)).StreamDescription.Shards).ShardId;

    private async Task<List<JsonElement>> ChildrenAsync(string stream, string shard)
    {
        var answer = await localAws.CallAsync(Api + "DescribeStream", $$$"""
            {"StreamArn":"{{{stream}}}","ShardFilter":{"Type":"CHILD_SHARDS","ShardId":"{{{shard}}}"}}
            """);
        return [.. JsonSerializer.Deserialize<JsonElement>(answer).GetProperty("StreamDescription")
            .GetProperty("Shards").EnumerateArray()];
    }
}
