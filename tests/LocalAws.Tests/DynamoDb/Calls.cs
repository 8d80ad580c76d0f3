using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace WebhookSystem.LocalAws.Tests.DynamoDb;

/// <summary>The calls and values that nearly every test needs; items are written as plain JSON.</summary>
internal static partial class Calls
{
    /// <summary>How a write is refused that is wrong in itself, whatever its table and item are.</summary>
    public const string Counted = "ValidationException: 1 validation error detected: ";

    /// <summary>An item, or a key: <c>{"pk": "k", "n": 1}</c>. Sets have no plain JSON.</summary>
    public static Dictionary<string, AttributeValue> Item(string json) => Document.FromJson(json).ToAttributeMap();

    /// <summary>An item as plain JSON, its attributes by name; sets look like lists.</summary>
    public static string Json(Dictionary<string, AttributeValue>? item) =>
        item is null ? "" : Document.FromAttributeMap(item).ToJson();

    /// <summary>Those of the values that the expressions name, since unused ones are refused.</summary>
    public static Dictionary<string, AttributeValue>? Used(
        IReadOnlyDictionary<string, AttributeValue> values, params string?[] expressions)
    {
        var named = expressions.SelectMany(static text =>
            Placeholder().Matches(text ?? "")).Select(static m => m.Value).ToHashSet();
        return named.Count == 0 ? null : new(values.Where(value => named.Contains(value.Key)));
    }

    /// <summary>The code and message with which a call is refused.</summary>
    public static async Task<string> RefusalAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
        return $"{error.ErrorCode}: {error.Message}";
    }

    extension(AmazonDynamoDBClient client)
    {
        /// <summary>Creates a table with the string keys pk and, where wanted, sk; under a name of its own.</summary>
        public async Task<string> NewTableAsync(bool withSort = false, Action<CreateTableRequest>? more = null)
        {
            var request = new CreateTableRequest
            {
                TableName = $"t-{Guid.NewGuid():N}",
                BillingMode = BillingMode.PAY_PER_REQUEST,
                KeySchema = [new("pk", KeyType.HASH)],
                AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
            };
            if (withSort)
            {
                request.KeySchema.Add(new("sk", KeyType.RANGE));
                request.AttributeDefinitions.Add(new("sk", ScalarAttributeType.S));
            }

            more?.Invoke(request);
            await client.CreateTableAsync(request);
            return request.TableName;
        }

        public Task<PutItemResponse> PutAsync(string table, string item) => client.PutItemAsync(table, Item(item));

        public async Task<string> GetAsync(string table, string key) =>
            Json((await client.GetItemAsync(table, Item(key), true)).Item);

        /// <summary>Updates an item with values given as plain JSON.</summary>
        public Task<UpdateItemResponse> UpdateAsync(
            string table, string key, string expression, string? values = null, ReturnValue? returns = null) =>
            client.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table,
                Key = Item(key),
                UpdateExpression = expression,
                ExpressionAttributeValues = values is null ? null : Item(values),
                ReturnValues = returns,
            });
    }

    [GeneratedRegex(":[a-z0-9]+")]
    private static partial Regex Placeholder();
}
