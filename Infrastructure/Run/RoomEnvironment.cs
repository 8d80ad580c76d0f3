using System.Globalization;
using Amazon.CDK.AWS.S3;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Run;

/// <summary>What a room reads from its environment. Everything else is in Topology and the packaged sources.</summary>
internal sealed class RoomEnvironment(EnvironmentSettings settings, IBucket payloads)
{
    public Dictionary<string, string> Of(string room)
    {
        var variables = new Dictionary<string, string>
        {
            ["Payloads__Bucket"] = payloads.BucketName,
            ["Logging__LogLevel__Default"] = settings.LogLevel,

            // Tells the rooms apart in CloudTrail.
            ["AWS_SDK_UA_APP_ID"] = room,
        };
        if (settings.OtlpEndpoint is not { } endpoint)
            return variables;
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio";
        variables["OTEL_TRACES_SAMPLER_ARG"] = settings.TracedShare.ToString(CultureInfo.InvariantCulture);
        return variables;
    }
}
