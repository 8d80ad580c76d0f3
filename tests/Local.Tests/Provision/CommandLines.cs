using Microsoft.Extensions.Configuration;
using WebhookSystem.Provision;

namespace WebhookSystem.Local.Tests.Provision;

/// <summary>What the command line may say.</summary>
public sealed class CommandLines
{
    private const string Emulator = "http://localhost:4566";

    [Fact]
    public void All_options_are_understood()
    {
        var settings = Read(Emulator, "--Secrets:Create=true", "--Lambda:Endpoint", "http://localhost:9001");

        Assert.Equal(new(new Uri(Emulator), new Uri("http://localhost:9001"), CreateSecrets: true), settings);
    }

    [Fact]
    public void Without_options_only_AWS_itself_is_provisioned() =>
        Assert.Equal(new(Endpoint: null, LambdaEndpoint: null, CreateSecrets: false), Read(endpoint: null));

    [Theory]
    [InlineData(null)]
    [InlineData("https://secretsmanager.us-east-1.amazonaws.com")]
    public void Development_secrets_never_reach_an_account(string? endpoint) =>
        Assert.Throws<FormatException>(() => Read(endpoint, "--Secrets:Create=true"));

    [Theory]
    [InlineData("--Secrets:Creat=true")]
    [InlineData("create")]
    [InlineData("--Secrets:Create")]
    [InlineData("--Secrets:Create=maybe")]
    [InlineData("--Lambda:Endpoint=localhost")]
    public void What_cannot_be_meant_is_refused(string argument) =>
        Assert.Throws<FormatException>(() => Read(Emulator, argument));

    private static ProvisionSettings Read(string? endpoint, params string[] arguments) => ProvisionSettings.Read(
        arguments, new ConfigurationBuilder().AddInMemoryCollection([new("AWS_ENDPOINT_URL", endpoint)]).Build());
}
