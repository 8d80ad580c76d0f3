using System.Text.Json;

namespace WebhookSystem.LocalAws.Tests.SecretsManager;

/// <summary>What an operator does to a secret beside writing it.</summary>
public sealed class Restoring(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task A_secret_that_is_to_be_deleted_can_be_had_back()
    {
        await CallAsync(
            "secretsmanager.CreateSecret",
            """{"Name":"back","SecretString":"s","ClientRequestToken":"0123456789abcdef0123456789abcdef"}""");
        await CallAsync("secretsmanager.DeleteSecret", """{"SecretId":"back","RecoveryWindowInDays":7}""");
        Assert.StartsWith("InvalidRequestException", await localAws.CallAsync(
            "secretsmanager.GetSecretValue", """{"SecretId":"back"}"""), StringComparison.Ordinal);

        await CallAsync("secretsmanager.RestoreSecret", """{"SecretId":"back"}""");

        var value = await CallAsync("secretsmanager.GetSecretValue", """{"SecretId":"back"}""");
        Assert.Equal("s", value.GetProperty("SecretString").GetString());
    }

    [Fact]
    public async Task Its_tags_come_and_go()
    {
        await CallAsync(
            "secretsmanager.CreateSecret",
            """{"Name":"tagged","SecretString":"s","ClientRequestToken":"0123456789abcdef0123456789abcdef"}""");

        await CallAsync("secretsmanager.TagResource",
            """{"SecretId":"tagged","Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]}""");
        await CallAsync("secretsmanager.UntagResource", """{"SecretId":"tagged","TagKeys":["a"]}""");

        var secret = await CallAsync("secretsmanager.DescribeSecret", """{"SecretId":"tagged"}""");
        var tag = Assert.Single(secret.GetProperty("Tags").EnumerateArray());
        Assert.Equal("b", tag.GetProperty("Key").GetString());
    }

    [Theory]
    [InlineData("arn:aws:secretsmanager:us-east-1:000000000000:secret:partial")]
    [InlineData("partial")]
    public async Task A_secret_is_found_by_its_name_and_by_an_ARN_without_the_random_end(string id)
    {
        await localAws.CallAsync(
            "secretsmanager.CreateSecret",
            """{"Name":"partial","SecretString":"s","ClientRequestToken":"0123456789abcdef0123456789abcdef"}""");

        var found = await CallAsync("secretsmanager.GetSecretValue", $$"""{"SecretId":"{{id}}"}""");

        Assert.Equal("partial", found.GetProperty("Name").GetString());
    }

    [Fact]
    public async Task A_token_that_has_another_value_already_says_so()
    {
        const string Token = "0123456789abcdef0123456789abcdef";
        var created = await CallAsync("secretsmanager.CreateSecret",
            $$"""{"Name":"token","SecretString":"Hello","ClientRequestToken":"{{Token}}"}""");

        var refusal = await localAws.CallAsync("secretsmanager.CreateSecret",
            $$"""{"Name":"token","SecretString":"Hi","ClientRequestToken":"{{Token}}"}""");

        Assert.Equal(
            $"ResourceExistsException: You can't use ClientRequestToken {Token} because that value is already in use "
            + $"for a version of secret {created.GetProperty("ARN").GetString()}.", refusal);
    }

    [Theory]
    [InlineData("""{"Values":["a"]}""", "InvalidParameterException: Invalid filter key")]
    [InlineData("""{"Key":"name"}""", "InvalidParameterException: Invalid filter values for key: name")]
    [InlineData("""{"Key":"size","Values":["a"]}""", "ValidationException: 1 validation error detected: Value 'size'")]
    public async Task A_filter_has_a_key_that_is_known_and_values(string filter, string refusal) =>
        Assert.StartsWith(refusal, await localAws.CallAsync(
            "secretsmanager.ListSecrets", $$"""{"Filters":[{{filter}}]}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("UpdateSecret")]
    [InlineData("PutSecretValue")]
    public async Task A_token_is_missed_before_the_secret_is(string operation) => Assert.Equal(
        "InvalidRequestException: You must provide a ClientRequestToken value. We recommend a UUID-type value.",
        await localAws.CallAsync($"secretsmanager.{operation}", """{"SecretId":"none","SecretString":"s"}"""));

    private async Task<JsonElement> CallAsync(string target, string body) =>
        JsonSerializer.Deserialize<JsonElement>(await localAws.CallAsync(target, body));
}
