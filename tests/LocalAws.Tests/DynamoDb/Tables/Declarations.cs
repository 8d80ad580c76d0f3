using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Tables;

/// <summary>Creating, describing, changing, listing and deleting tables.</summary>
public sealed class Declarations(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData(true, 12_000, 4_000)]
    [InlineData(false, 5, 6)]
    public async Task A_table_says_what_it_takes_at_once(bool onDemand, int reads, int writes)
    {
        var table = await localAws.DynamoDb.NewTableAsync(more: request =>
        {
            request.BillingMode = onDemand ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED;
            request.ProvisionedThroughput = onDemand ? null : new(5, 6);
        });

        var described = await localAws.CallAsync("DynamoDB_20120810.DescribeTable", $$"""{"TableName":"{{table}}"}""");

        Assert.Contains(
            $$"""
            "WarmThroughput":{"ReadUnitsPerSecond":{{reads}},"Status":"ACTIVE","WriteUnitsPerSecond":{{writes}}}
            """,
            described, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_on_demand_is_told_since_when_it_was()
    {
        var time = new FakeTimeProvider(new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        await using var server = await LocalAwsFixture.StartAsync(time);
        var table = await server.DynamoDb.NewTableAsync(more: static request =>
        {
            request.BillingMode = BillingMode.PROVISIONED;
            request.ProvisionedThroughput = new(5, 6);
        });
        var before = await server.DynamoDb.DescribeTableAsync(table);

        time.Advance(TimeSpan.FromHours(1));
        await server.DynamoDb.UpdateTableAsync(
            new UpdateTableRequest { TableName = table, BillingMode = BillingMode.PAY_PER_REQUEST });
        time.Advance(TimeSpan.FromHours(1));
        await server.DynamoDb.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = table,
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new(5, 6),
        });
        var after = (await server.DynamoDb.DescribeTableAsync(table)).Table.BillingModeSummary;

        Assert.Null(before.Table.BillingModeSummary);
        Assert.Equal(BillingMode.PROVISIONED, after.BillingMode);
        Assert.Equal(
            new(2026, 3, 1, 11, 0, 0, DateTimeKind.Utc),
            after.LastUpdateToPayPerRequestDateTime!.Value.ToUniversalTime());
    }

    [Fact]
    public async Task A_table_is_on_demand_since_it_exists_not_since_it_is_asked_for()
    {
        var created = (await localAws.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = $"t-{Guid.NewGuid():N}",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("pk", KeyType.HASH)],
            AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
        })).TableDescription;
        var described = (await localAws.DynamoDb.DescribeTableAsync(created.TableName)).Table;

        Assert.Equal(BillingMode.PAY_PER_REQUEST, created.BillingModeSummary.BillingMode);
        Assert.Null(created.BillingModeSummary.LastUpdateToPayPerRequestDateTime);
        Assert.NotNull(described.BillingModeSummary.LastUpdateToPayPerRequestDateTime);
    }

    [Fact]
    public async Task A_table_is_described_as_it_was_declared()
    {
        var created = await localAws.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = "described",
            KeySchema = [new("id", KeyType.HASH)],
            AttributeDefinitions = [new("id", ScalarAttributeType.S)],
            ProvisionedThroughput = new(5, 6),
        });
        await localAws.DynamoDb.PutAsync("described", """{"id": "12345678"}""");

        var table = (await localAws.DynamoDb.DescribeTableAsync("described")).Table;

        Assert.Equal(TableStatus.CREATING, created.TableDescription.TableStatus);
        Assert.Equal(TableStatus.ACTIVE, table.TableStatus);
        Assert.Equal("arn:aws:dynamodb:us-east-1:000000000000:table/described", table.TableArn);
        Assert.Equal(
            (5, 6), (table.ProvisionedThroughput.ReadCapacityUnits, table.ProvisionedThroughput.WriteCapacityUnits));
        Assert.Equal((1, 10), (table.ItemCount, table.TableSizeBytes));
        Assert.False(table.DeletionProtectionEnabled);
        Assert.Null(table.LatestStreamArn);
        Assert.Equal(table.TableName, (await localAws.DynamoDb.DescribeTableAsync(table.TableArn)).Table.TableName);
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        Assert.Equal($"ResourceInUseException: Table already exists: {table}",
            await Calls.RefusalAsync(() =>
                localAws.DynamoDb.NewTableAsync(more: request => request.TableName = table)));
    }

    [Fact]
    public async Task What_contradicts_itself_is_refused()
    {
        await RefusesAsync(
            "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
            static request => request.ProvisionedThroughput = new(1, 1));
        await RefusesAsync(
            "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
            static request => request.BillingMode = null);
        await RefusesAsync(
            "Some index key attributes are not defined in AttributeDefinitions. "
            + "Keys: [other], AttributeDefinitions: [pk]",
            static request => request.KeySchema = [new("other", KeyType.HASH)]);
        await RefusesAsync(
            "Number of attributes in KeySchema does not exactly match number of attributes "
            + "defined in AttributeDefinitions",
            static request => request.AttributeDefinitions.Add(new("unused", ScalarAttributeType.S)));
        await RefusesAsync(
            "StreamViewType must be specified when StreamEnabled is true",
            static request => request.StreamSpecification = new() { StreamEnabled = true });

        async Task RefusesAsync(string reason, Action<CreateTableRequest> change) =>
            Assert.Equal($"ValidationException: One or more parameter values were invalid: {reason}",
                await Calls.RefusalAsync(() => localAws.DynamoDb.NewTableAsync(more: change)));
    }

    [Fact]
    public async Task A_deleted_table_is_gone_unless_it_is_protected()
    {
        var table = await localAws.DynamoDb.NewTableAsync(more: static request =>
            request.DeletionProtectionEnabled = true);
        Assert.StartsWith("ValidationException: Resource cannot be deleted",
            await Calls.RefusalAsync(() => localAws.DynamoDb.DeleteTableAsync(table)), StringComparison.Ordinal);
        await localAws.DynamoDb.UpdateTableAsync(
            new UpdateTableRequest { TableName = table, DeletionProtectionEnabled = false });

        var deleted = await localAws.DynamoDb.DeleteTableAsync(table);

        Assert.Equal(TableStatus.DELETING, deleted.TableDescription.TableStatus);
        Assert.Equal($"ResourceNotFoundException: Requested resource not found: Table: {table} not found",
            await Calls.RefusalAsync(() => localAws.DynamoDb.DescribeTableAsync(table)));
    }

    [Fact]
    public async Task Tables_are_listed_by_name_on_pages()
    {
        await using var server = await LocalAwsFixture.StartAsync();
        foreach (var name in new[] { "ccc", "aaa", "bbb" })
            await server.DynamoDb.NewTableAsync(more: request => request.TableName = name);

        var first = await server.DynamoDb.ListTablesAsync(new ListTablesRequest { Limit = 2 });
        var rest = await server.DynamoDb.ListTablesAsync(first.LastEvaluatedTableName);

        Assert.Equal(["aaa", "bbb"], first.TableNames);
        Assert.Equal(["ccc"], rest.TableNames);
        Assert.Null(rest.LastEvaluatedTableName);
    }

    [Fact]
    public async Task A_change_is_made_whole_or_not_at_all()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var nothing = await Calls.RefusalAsync(
            () => localAws.DynamoDb.UpdateTableAsync(new UpdateTableRequest { TableName = table }));
        var half = await Calls.RefusalAsync(() => localAws.DynamoDb.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = table,
            DeletionProtectionEnabled = true,
            StreamSpecification = new() { StreamEnabled = false },
        }));

        Assert.StartsWith("ValidationException: At least one of", nothing, StringComparison.Ordinal);
        Assert.StartsWith("ValidationException: Table has no stream to disable", half, StringComparison.Ordinal);
        Assert.False((await localAws.DynamoDb.DescribeTableAsync(table)).Table.DeletionProtectionEnabled);
    }

    [Fact]
    public async Task Tags_are_kept_changed_and_taken_off()
    {
        var table = await localAws.DynamoDb.NewTableAsync(
            more: static request =>
                request.Tags = [new() { Key = "stage", Value = "local" }, new() { Key = "team", Value = "a" }]);
        var arn = (await localAws.DynamoDb.DescribeTableAsync(table)).Table.TableArn;

        await localAws.DynamoDb.TagResourceAsync(
            new() { ResourceArn = arn, Tags = [new() { Key = "team", Value = "b" }] });
        await localAws.DynamoDb.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = ["stage"] });

        var tag = Assert.Single((await localAws.DynamoDb.ListTagsOfResourceAsync(new() { ResourceArn = arn })).Tags);
        Assert.Equal(("team", "b"), (tag.Key, tag.Value));
    }
}
