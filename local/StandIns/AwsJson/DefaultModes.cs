using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace WebhookSystem.StandIns.AwsJson;

/// <summary>The SDK's default configuration modes; they differ in how long a connection may take.</summary>
/// <remarks>
/// | mode | connect within |
/// |---|---|
/// | standard, cross-region | 3.1 s |
/// | in-region, auto | 1.1 s |
/// | mobile | 30 s |
/// </remarks>
internal static class DefaultModes
{
    public static DefaultConfigurationProvider Provider { get; } = new(
    [
        Mode(DefaultConfigurationMode.Standard, 3_100),
        Mode(DefaultConfigurationMode.InRegion, 1_100),
        Mode(DefaultConfigurationMode.CrossRegion, 3_100),
        Mode(DefaultConfigurationMode.Mobile, 30_000),
        Mode(DefaultConfigurationMode.Auto, 1_100),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMilliseconds) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
    };
}
