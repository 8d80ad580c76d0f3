using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Cognito;
using Constructs;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Receive;

/// <summary>
/// A Cognito user pool without users: each OAuth source is a client with a secret of its own, takes tokens with it, and
/// API Gateway lets nobody else through. Ingress then verifies what the source's provider says, as for any other.
/// </summary>
internal sealed class TokenIssuer : Construct
{
    public const string Scope = "webhooks/send";

    private readonly HashSet<string> _guarded;

    public TokenIssuer(Construct scope, CfnApi api, Deployment deployment)
        : base(scope, "issuer")
    {
        _guarded = [.. deployment.Environment.OAuthSources];
        var pool = new CfnUserPool(this, "Pool", new CfnUserPoolProps
        {
            UserPoolName = deployment.StackName,
            AdminCreateUserConfig = new CfnUserPool.AdminCreateUserConfigProperty { AllowAdminCreateUserOnly = true },
            DeletionProtection = deployment.Environment.KeepsData ? "ACTIVE" : "INACTIVE",
        });
        _ = new CfnUserPoolDomain(this, "Domain", new CfnUserPoolDomainProps
        {
            UserPoolId = pool.Ref,
            Domain = $"{deployment.StackName}-{Aws.ACCOUNT_ID}",
        });
        var resources = new CfnUserPoolResourceServer(this, "Resources", new CfnUserPoolResourceServerProps
        {
            UserPoolId = pool.Ref,
            Identifier = "webhooks",
            Name = "webhooks",
            Scopes = new[]
            {
                new CfnUserPoolResourceServer.ResourceServerScopeTypeProperty
                {
                    ScopeName = "send",
                    ScopeDescription = "May send webhooks",
                },
            },
        });
        var clients = deployment.Environment.OAuthSources.Select(source => Client(source, pool, resources)).ToList();
        AuthorizerId = new CfnAuthorizer(this, "Authorizer", new CfnAuthorizerProps
        {
            ApiId = api.Ref,
            Name = "oauth",
            AuthorizerType = "JWT",
            IdentitySource = ["$request.header.Authorization"],
            JwtConfiguration = new CfnAuthorizer.JWTConfigurationProperty
            {
                Issuer = pool.AttrProviderUrl,
                Audience = [.. clients.Select(client => client.Ref)],
            },
        }).Ref;
    }

    public string AuthorizerId { get; }

    public bool Guards(SourceConfiguration source) => _guarded.Contains(source.Name);

    private CfnUserPoolClient Client(string source, CfnUserPool pool, CfnUserPoolResourceServer resources)
    {
        var client = new CfnUserPoolClient(this, source, new CfnUserPoolClientProps
        {
            UserPoolId = pool.Ref,
            ClientName = source,
            GenerateSecret = true,
            AllowedOAuthFlows = ["client_credentials"],
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthScopes = [Scope],
        });
        client.AddDependency(resources);
        return client;
    }
}
