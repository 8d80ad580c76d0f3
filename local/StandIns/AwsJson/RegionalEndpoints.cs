using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;

namespace WebhookSystem.StandIns.AwsJson;

/// <summary>The standard rules: the configured address, else the service's host in the region's partition.</summary>
internal sealed class RegionalEndpoints(string hostPrefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var useFips = parameters["UseFIPS"] is true;
        var useDualStack = parameters["UseDualStack"] is true;
        if (parameters["Endpoint"] is string { Length: > 0 } address)
        {
            return useFips || useDualStack
                ? throw new AmazonClientException("Invalid Configuration: custom endpoint with FIPS or Dualstack")
                : new(address, "", "");
        }

        if (parameters["Region"] is not string { Length: > 0 } region)
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        var partition = Fn.Partition(region);
        if ((useFips && !partition.supportsFIPS) || (useDualStack && !partition.supportsDualStack))
            throw new AmazonClientException("FIPS or DualStack is enabled, but this partition does not support it");
        var suffix = useDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new($"https://{hostPrefix}{(useFips ? "-fips" : "")}.{region}.{suffix}", "", "");
    }
}

/// <summary>Hands the client's configuration to its <see cref="RegionalEndpoints"/>.</summary>
internal sealed class EndpointHandler : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        var region = requestContext.Request.AlternateEndpoint ?? config.RegionEndpoint;
        return new()
        {
            ["Region"] = region?.SystemName ?? SigningRegion(config),
            ["UseDualStack"] = config.UseDualstackEndpoint,
            ["UseFIPS"] = config.UseFIPSEndpoint,
            ["Endpoint"] = config.ServiceURL,
        };
    }

    private static string SigningRegion(IClientConfig config)
    {
        if (string.IsNullOrEmpty(config.ServiceURL))
            return null;
        return string.IsNullOrEmpty(config.AuthenticationRegion)
            ? RegionEndpoint.GetBySystemName(AWSSDKUtils.DetermineRegion(config.ServiceURL)).SystemName
            : config.AuthenticationRegion;
    }
}
