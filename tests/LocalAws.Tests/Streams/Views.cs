using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.LocalAws.Tests.DynamoDb;

namespace WebhookSystem.LocalAws.Tests.Streams;

/// <summary>What a record shows of a change, and which changes are none.</summary>
public sealed class Views(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData("KEYS_ONLY", "", "")]
    [InlineData("NEW_IMAGE", "a=2 pk=k", "")]
    [InlineData("OLD_IMAGE", "", "a=1 pk=k")]
    [InlineData("NEW_AND_OLD_IMAGES", "a=2 pk=k", "a=1 pk=k")]
    public async Task A_record_shows_what_its_stream_was_opened_for(string view, string newImage, string oldImage)
    {
        var (table, stream) = await localAws.NewStreamAsync(view);
        await localAws.DynamoDb.PutAsync(table, """{"pk": "k", "a": 1}""");
        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "k"}""", "SET a = :a", """{":a": 2}""");

        var records = await localAws.ReadAllAsync(stream);

        Assert.Equal([OperationType.INSERT, OperationType.MODIFY], records.Select(static record => record.EventName));
        var change = records[1].Dynamodb;
        Assert.Equal(view, change.StreamViewType.Value);
        Assert.Equal("pk=k", Shown(change.Keys));
        Assert.Equal(newImage, Shown(change.NewImage));
        Assert.Equal(oldImage, Shown(change.OldImage));
        Assert.Equal("1.1", records[1].EventVersion);
        Assert.Equal(2, records.Select(static record => record.EventID).Distinct().Count());
    }

    [Fact]
    public async Task A_write_that_changes_nothing_is_no_event()
    {
        var (table, stream) = await localAws.NewStreamAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "k", "a": 1}""");
        await localAws.DynamoDb.PutAsync(table, """{"pk": "k", "a": 1.0}""");
        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "k"}""", "SET a = :a", """{":a": 1}""");
        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "k"}""", "REMOVE b");
        await localAws.DynamoDb.DeleteItemAsync(table, Calls.Item("""{"pk": "none"}"""));
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => localAws.DynamoDb.DeleteItemAsync(
            new DeleteItemRequest(table, Calls.Item("""{"pk": "k"}""")) { ConditionExpression = "a > pk" }));
        await localAws.DynamoDb.DeleteItemAsync(table, Calls.Item("""{"pk": "k"}"""));

        var records = await localAws.ReadAllAsync(stream);

        Assert.Equal([OperationType.INSERT, OperationType.REMOVE], records.Select(static record => record.EventName));
    }

    [Fact]
    public async Task A_transaction_and_a_batch_leave_a_record_an_item()
    {
        var (table, stream) = await localAws.NewStreamAsync();
        await localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Put = new() { TableName = table, Item = Calls.Item("""{"pk": "a"}""") } },
                new() { Put = new() { TableName = table, Item = Calls.Item("""{"pk": "b"}""") } },
                new()
                {
                    ConditionCheck = new()
                    {
                        TableName = table,
                        Key = Calls.Item("""{"pk": "c"}"""),
                        ConditionExpression = "attribute_not_exists(pk)",
                    },
                },
            ],
        });
        await localAws.DynamoDb.BatchWriteItemAsync(new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>>
        {
            [table] =
            [
                new(new PutRequest(Calls.Item("""{"pk": "d"}"""))),
                new(new DeleteRequest(Calls.Item("""{"pk": "a"}"""))),
            ],
        }));

        var records = await localAws.ReadAllAsync(stream);

        Assert.Equal(["a", "a", "b", "d"], records.Select(static record => record.Dynamodb.Keys["pk"].S).Order());
        Assert.All(records, static record => Assert.Null(record.UserIdentity));
    }

    private static string Shown(Dictionary<string, Amazon.DynamoDBStreams.Model.AttributeValue>? image) => string.Join(
        ' ', (image ?? []).OrderBy(static a => a.Key).Select(static a => $"{a.Key}={a.Value.S ?? a.Value.N}"));
}
