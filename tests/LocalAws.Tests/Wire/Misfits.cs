using System.Text.Json;
using Xunit;

namespace WebhookSystem.LocalAws.Tests.Wire;

/// <summary>A member of the wrong kind of JSON is refused in AWS's words, which differ by service.</summary>
public sealed class Misfits(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Value = "com.amazonaws.dynamodb.v20120810.AttributeValue";

    [Theory]
    [InlineData("""{"N":5}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"N":34.56}""", "DECIMAL_VALUE cannot be converted to String")]
    [InlineData("""{"S":true}""", "TRUE_VALUE cannot be converted to String")]
    [InlineData("""{"S":["a"]}""", "Unrecognized collection type class java.lang.String")]
    [InlineData("""{"S":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"BOOL":"yes"}""", "Unexpected token received from parser")]
    [InlineData("""{"BOOL":1}""", "NUMBER_VALUE cannot be converted to Boolean")]
    [InlineData("""{"BOOL":[]}""", "Unrecognized collection type class java.lang.Boolean")]
    [InlineData("""{"B":true}""", "only base-64-encoded strings are convertible to bytes")]
    [InlineData("""{"B":[]}""", "Unrecognized collection type class java.nio.ByteBuffer")]
    [InlineData("""{"B":"23456"}""", "Base64 encoded length is expected a multiple of 4 bytes but found: 5")]
    [InlineData("""{"B":"=+/="}""", "Invalid last non-pad Base64 character dectected")]
    [InlineData("""{"SS":"a"}""", "Unexpected field type")]
    [InlineData("""{"SS":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"L":["a"]}""", "Unexpected value type in payload")]
    [InlineData("""{"M":"a"}""", "Unexpected field type")]
    [InlineData("""{"M":[]}""", $"Unrecognized collection type java.util.Map<java.lang.String, {Value}>")]
    [InlineData("[]", $"Unrecognized collection type class {Value}")]
    [InlineData("5", "Unexpected value type in payload")]
    public async Task Of_an_item_s_value(string value, string refusal) =>
        Assert.Equal($"SerializationException: {refusal}", await localAws.CallAsync(
            "DynamoDB_20120810.PutItem", $$$"""{"TableName":"any","Item":{"pk":{{{value}}}}}"""));

    [Theory]
    [InlineData("DynamoDB_20120810.ListTables", """{"Limit":"23"}""", "STRING_VALUE cannot be converted to Integer")]
    [InlineData(
        "AmazonSQS.SendMessage", """{"QueueUrl":"{0}","MessageBody":"m","DelaySeconds":"soon"}""",
        "STRING_VALUE can not be converted to an Integer")]
    [InlineData(
        "AmazonSQS.SendMessage", """{"QueueUrl":"{0}","MessageBody":5}""",
        "NUMBER_VALUE can not be converted to a String")]
    [InlineData("secretsmanager.CreateSecret", """{"Name":["a"]}""", "Start of list found where not expected")]
    public async Task Of_another_member(string target, string body, string refusal)
    {
        var queue = JsonSerializer.Deserialize<JsonElement>(
            await localAws.CallAsync("AmazonSQS.CreateQueue", """{"QueueName":"misfits"}"""));

        var said = await localAws.CallAsync(
            target, body.Replace("{0}", queue.GetProperty("QueueUrl").GetString(), StringComparison.Ordinal));

        Assert.Equal($"SerializationException: {refusal}", said);
    }
}
