using System.Text;
using System.Text.Json;
using Xunit;

namespace WebhookSystem.LocalAws.Tests.Wire;

/// <summary>An error's message is in the member that AWS's model of the error has, which SDKs take as well.</summary>
public sealed class ErrorMessages(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Missing = """
        {"TransactItems":[{"ConditionCheck":{"TableName":"messages","Key":{"pk":{"S":"a"}},
        "ConditionExpression":"attribute_exists(pk)"}}]}
        """;

    private const string Unmet = """
        {"TableName":"messages","Item":{"pk":{"S":"there"}},"ConditionExpression":"attribute_not_exists(pk)"}
        """;

    private const string UnmetBy = """
        {"TableName":"messages","Item":{"pk":{"S":"there"}},"ConditionExpression":"attribute_not_exists(pk)",
        "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}
        """;

    [Theory]
    [InlineData("secretsmanager.GetSecretValue", """{"SecretId":"none"}""", "Message")]
    [InlineData("secretsmanager.CreateSecret", """{"Name":"in valid","SecretString":"s"}""", "message")]
    [InlineData("DynamoDB_20120810.DescribeTable", """{"TableName":"none"}""", "message")]
    [InlineData("DynamoDB_20120810.TransactWriteItems", Missing, "Message")]
    [InlineData("DynamoDB_20120810.PutItem", Unmet, "message")]
    [InlineData("DynamoDB_20120810.PutItem", UnmetBy, "Message")]
    [InlineData("AmazonSQS.GetQueueUrl", """{"QueueName":"none"}""", "message")]
    public async Task Are_called_as_AWS_calls_them(string target, string body, string member)
    {
        await localAws.CallAsync("DynamoDB_20120810.CreateTable", """
            {"TableName":"messages","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"pk",
            "KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}]}
            """);
        await localAws.CallAsync(
            "DynamoDB_20120810.PutItem", """{"TableName":"messages","Item":{"pk":{"S":"there"}}}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        request.Headers.Add("X-Amz-Target", target);

        using var answer = await localAws.Http.SendAsync(request);

        var error = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            [member], error.EnumerateObject().Select(static one => one.Name)
                .Where(static name => name.Equals("message", StringComparison.OrdinalIgnoreCase)));
    }
}
