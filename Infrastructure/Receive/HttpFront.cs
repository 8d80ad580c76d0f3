using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Infrastructure.Run;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Receive;

/// <summary>
/// The HTTP API: one route for each source, with its own throttle. An address without a source costs no invocation.
/// </summary>
internal sealed class HttpFront : Construct
{
    /// <summary>Who, what, and how it went; never a header, a query or a body.</summary>
    private static readonly Dictionary<string, string> AccessLine = new()
    {
        ["requestId"] = "$context.requestId",
        ["at"] = "$context.requestTime",
        ["ip"] = "$context.identity.sourceIp",
        ["route"] = "$context.routeKey",
        ["status"] = "$context.status",
        ["bytes"] = "$context.responseLength",
        ["milliseconds"] = "$context.responseLatency",
        ["integrationStatus"] = "$context.integrationStatus",
        ["error"] = "$context.error.messageString",
    };

    public HttpFront(Construct scope, RoomFunction ingress, Deployment deployment)
        : base(scope, "front")
    {
        var environment = deployment.Environment;
        Api = new CfnApi(this, "Api", new CfnApiProps
        {
            Name = deployment.StackName,
            ProtocolType = "HTTP",

            // With mutual TLS there must be no way round it.
            DisableExecuteApiEndpoint = environment.OwnDomain?.TruststoreUri is not null,
        });
        var integration = new CfnIntegration(this, "Integration", new CfnIntegrationProps
        {
            ApiId = Api.Ref,
            IntegrationType = "AWS_PROXY",
            IntegrationUri = ingress.Function.FunctionArn,
            PayloadFormatVersion = "2.0",
            TimeoutInMillis = Sizes.Ingress.Timeout.TotalMilliseconds,
        });
        var issuer = environment.OAuthSources.Count > 0 ? new TokenIssuer(this, Api, deployment) : null;
        var routes = deployment.Sources.Select(source => Route(source, integration, issuer)).ToList();
        var stage = Stage(deployment, environment);
        routes.ForEach(stage.AddDependency);
        _ = new CfnPermission(this, "Invoke", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = ingress.Function.FunctionArn,
            Principal = "apigateway.amazonaws.com",
            SourceArn = $"arn:{Aws.PARTITION}:execute-api:{Aws.REGION}:{Aws.ACCOUNT_ID}:{Api.Ref}/*/*/hooks/*",
        });
        Address = environment.OwnDomain is { } own
            ? new OwnDomain(this, own, Api, stage).Address
            : Api.AttrApiEndpoint;
    }

    public CfnApi Api { get; }

    public string Address { get; }

    private static string KeyOf(SourceConfiguration source) => $"ANY /hooks/{source.Name}";

    private CfnRoute Route(SourceConfiguration source, CfnIntegration integration, TokenIssuer? issuer) => new(
        this, source.Name, new CfnRouteProps
        {
            ApiId = Api.Ref,
            RouteKey = KeyOf(source),
            Target = $"integrations/{integration.Ref}",
            AuthorizationType = issuer?.Guards(source) == true ? "JWT" : "NONE",
            AuthorizerId = issuer?.Guards(source) == true ? issuer.AuthorizerId : null,
            AuthorizationScopes = issuer?.Guards(source) == true ? [TokenIssuer.Scope] : null,
        });

    private CfnStage Stage(Deployment deployment, EnvironmentSettings environment) => new(
        this, "Stage", new CfnStageProps
        {
            ApiId = Api.Ref,
            StageName = "$default",
            AutoDeploy = true,
            AccessLogSettings = new CfnStage.AccessLogSettingsProperty
            {
                DestinationArn = RoomLog.Of(this, $"/aws/http-api/{deployment.StackName}", environment).LogGroupArn,
                Format = JsonSerializer.Serialize(AccessLine),
            },
            DefaultRouteSettings = new CfnStage.RouteSettingsProperty
            {
                ThrottlingRateLimit = Throttling.Default.Rate,
                ThrottlingBurstLimit = Throttling.Default.Burst,
            },
            RouteSettings = deployment.Sources.ToDictionary(KeyOf, source => (object)new Dictionary<string, object>
            {
                ["ThrottlingRateLimit"] = Throttling.Of(source).Rate,
                ["ThrottlingBurstLimit"] = Throttling.Of(source).Burst,
            }),
        });
}
