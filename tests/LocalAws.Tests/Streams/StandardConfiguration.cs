using Amazon;
using Amazon.DynamoDBStreams;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Microsoft.Extensions.DependencyInjection;

namespace WebhookSystem.LocalAws.Tests.Streams;

/// <summary>The clients as the container makes them, and where they send their requests.</summary>
public sealed class StandardConfiguration(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task The_container_makes_clients_that_reach_the_configured_endpoint()
    {
        var services = new ServiceCollection();
        services.AddDefaultAWSOptions(new AWSOptions
        {
            Credentials = new BasicAWSCredentials("test", "test"),
            DefaultClientConfig = { ServiceURL = localAws.Endpoint.ToString(), AuthenticationRegion = "us-east-1" },
        });
        services.AddAWSService<IAmazonDynamoDBStreams>();
        services.AddAWSService<IAmazonSecretsManager>();
        await using var provider = services.BuildServiceProvider();

        var streams = await provider.GetRequiredService<IAmazonDynamoDBStreams>().ListStreamsAsync();

        Assert.NotNull(streams.Streams);
        Assert.IsType<AmazonSecretsManagerClient>(provider.GetRequiredService<IAmazonSecretsManager>());
    }

    [Theory]
    [InlineData("us-east-1", "us-east-1.amazonaws.com")]
    [InlineData("cn-north-1", "cn-north-1.amazonaws.com.cn")]
    public void Without_an_endpoint_a_region_names_its_host(string region, string domain)
    {
        var credentials = new BasicAWSCredentials("test", "test");
        using var streams = new AmazonDynamoDBStreamsClient(credentials, RegionEndpoint.GetBySystemName(region));
        using var secrets = new AmazonSecretsManagerClient(credentials, RegionEndpoint.GetBySystemName(region));

        Assert.Equal($"https://streams.dynamodb.{domain}/", streams.DetermineServiceOperationEndpoint(
            new Amazon.DynamoDBStreams.Model.ListStreamsRequest()).URL);
        Assert.Equal($"https://secretsmanager.{domain}/", secrets.DetermineServiceOperationEndpoint(
            new Amazon.SecretsManager.Model.ListSecretsRequest()).URL);
    }
}
