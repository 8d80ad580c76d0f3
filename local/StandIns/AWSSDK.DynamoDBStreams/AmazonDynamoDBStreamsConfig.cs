using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using WebhookSystem.StandIns.AwsJson;

namespace Amazon.DynamoDBStreams;

/// <summary>Configures a client of Amazon DynamoDB Streams.</summary>
public class AmazonDynamoDBStreamsConfig : ClientConfig
{
    private static readonly string SdkUserAgent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.4.32");

    public AmazonDynamoDBStreamsConfig()
        : base(DefaultModes.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "dynamodb";
        EndpointProvider = new RegionalEndpoints(RegionEndpointServiceName);
    }

    public static new string ServiceId => "DynamoDB Streams";

    public override string RegionEndpointServiceName => "streams.dynamodb";

    public override string ServiceVersion => "2012-08-10";

    public override string UserAgent => SdkUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        JsonPipeline.EndpointOf(this, ServiceId, parameters);
}
