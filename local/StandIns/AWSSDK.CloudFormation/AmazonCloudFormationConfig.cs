using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using WebhookSystem.StandIns.AwsJson;

namespace Amazon.CloudFormation;

/// <summary>Configures a client of AWS CloudFormation.</summary>
public class AmazonCloudFormationConfig : ClientConfig
{
    private static readonly string SdkUserAgent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.8.22");

    public AmazonCloudFormationConfig()
        : base(DefaultModes.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "cloudformation";
        EndpointProvider = new RegionalEndpoints(RegionEndpointServiceName);
    }

    public static new string ServiceId => "CloudFormation";

    public override string RegionEndpointServiceName => "cloudformation";

    public override string ServiceVersion => DescribeStacks.ApiVersion;

    public override string UserAgent => SdkUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        JsonPipeline.EndpointOf(this, ServiceId, parameters);
}
