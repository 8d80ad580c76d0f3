using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Tables;

/// <summary>An index that comes to a table with items in it.</summary>
public sealed class AddedIndexes(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData(2049, true)]
    [InlineData(1025, false)]
    public async Task What_could_not_have_been_written_with_it_is_not_in_it(int bytes, bool isPartition)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await PutAsync(table, "fits", new string('x', bytes - 1));
        await PutAsync(table, "too-long", new string('x', bytes));
        await PutAsync(table, "empty", "");

        await AddAsync(table, isPartition ? [new("x", KeyType.HASH)]
            : [new("pk", KeyType.HASH), new("x", KeyType.RANGE)], "pk", "x");

        var found = await localAws.DynamoDb.ScanAsync(new ScanRequest(table) { IndexName = "added" });
        Assert.Equal("fits", Assert.Single(found.Items)["pk"].S);
        await localAws.DynamoDb.UpdateAsync(
            table, """{"pk": "too-long"}""", "SET y = :y", """{":y": "other attributes may change"}""");
        Assert.Equal(1, (await localAws.DynamoDb.ScanAsync(new ScanRequest(table) { IndexName = "added" })).Count);
    }

    [Fact]
    public async Task Its_key_is_declared_again_even_where_the_table_knows_it()
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);

        var refusal = await Calls.RefusalAsync(() => AddAsync(table, [new("sk", KeyType.HASH)]));

        Assert.Equal(
            "ValidationException: One or more parameter values were invalid: Some index key attributes are not defined "
            + "in AttributeDefinitions. Keys: [sk], AttributeDefinitions: []",
            refusal);
    }

    [Theory]
    [InlineData(
        """[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"SORT"}]""", "",
        "1 validation error detected: Value 'SORT' at 'keySchema.2.member.keyType' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [HASH, RANGE]")]
    [InlineData(
        """[{"AttributeName":"pk","KeyType":"HASH"}]""", ",\"LocalSecondaryIndexes\":[]",
        "One or more parameter values were invalid: List of LocalSecondaryIndexes is empty")]
    [InlineData(
        """[{"AttributeName":"pk","KeyType":"HASH"}]""", ",\"GlobalSecondaryIndexes\":[]",
        "One or more parameter values were invalid: List of GlobalSecondaryIndexes is empty")]
    public async Task A_declaration_s_lists_have_elements_that_are_some(string key, string more, string refusal) =>
        Assert.Equal($"ValidationException: {refusal}", await localAws.CallAsync(
            "DynamoDB_20120810.CreateTable",
            $$"""
            {"TableName":"declared","BillingMode":"PAY_PER_REQUEST","KeySchema":{{key}},
            "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}]{{more}}}
            """));

    [Fact]
    public async Task A_key_type_that_is_none_is_refused_where_it_stands() => Assert.Equal(
        "ValidationException: 1 validation error detected: Value 'SORT' at "
        + "'globalSecondaryIndexes.1.member.keySchema.2.member.keyType' failed to satisfy constraint: Member must "
        + "satisfy enum value set: [HASH, RANGE]",
        await localAws.CallAsync(
            "DynamoDB_20120810.CreateTable",
            """
            {"TableName":"declared","BillingMode":"PAY_PER_REQUEST",
            "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
            "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
            "GlobalSecondaryIndexes":[{"IndexName":"index","Projection":{"ProjectionType":"ALL"},"KeySchema":[
            {"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"SORT"}]}]}
            """));

    [Fact]
    public async Task All_projected_attributes_are_those_of_an_index()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.ScanAsync(
            new ScanRequest(table) { Select = Select.ALL_PROJECTED_ATTRIBUTES }));

        Assert.Equal(
            "ValidationException: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName", refusal);
    }

    [Fact]
    public async Task A_key_s_name_that_is_too_long_is_what_is_wrong_first()
    {
        var tooLong = new string('n', 256);

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = "long-names",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new(tooLong, KeyType.HASH)],
            AttributeDefinitions = [new("other", ScalarAttributeType.S)],
        }));

        Assert.EndsWith("Member must have length less than or equal to 255", refusal, StringComparison.Ordinal);
    }

    private Task<PutItemResponse> PutAsync(string table, string key, string value) =>
        localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new(key), ["x"] = new() { S = value } });

    private Task<UpdateTableResponse> AddAsync(string table, List<KeySchemaElement> key, params string[] declared) =>
        localAws.DynamoDb.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = table,
            AttributeDefinitions = [.. declared.Select(static name =>
                new AttributeDefinition(name, ScalarAttributeType.S))],
            GlobalSecondaryIndexUpdates =
            [
                new()
                {
                    Create = new()
                    {
                        IndexName = "added",
                        KeySchema = key,
                        Projection = new() { ProjectionType = ProjectionType.ALL },
                    },
                },
            ],
        });
}
