using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Constructs;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Receive;

/// <summary>A name of one's own, with mutual TLS where a truststore is given. Its DNS record is left to the zone's
/// owner: the stack says where it must point.</summary>
internal sealed class OwnDomain : Construct
{
    public OwnDomain(Construct scope, OwnDomainSettings settings, CfnApi api, CfnStage stage)
        : base(scope, "domain")
    {
        var name = new CfnDomainName(this, "Name", new CfnDomainNameProps
        {
            DomainName = settings.Name,
            DomainNameConfigurations = new[]
            {
                new CfnDomainName.DomainNameConfigurationProperty
                {
                    CertificateArn = settings.CertificateArn,
                    EndpointType = "REGIONAL",
                    SecurityPolicy = "TLS_1_2",
                },
            },
            MutualTlsAuthentication = settings.TruststoreUri is { } truststore
                ? new CfnDomainName.MutualTlsAuthenticationProperty { TruststoreUri = truststore }
                : null,
        });
        var mapping = new CfnApiMapping(this, "Mapping", new CfnApiMappingProps
        {
            ApiId = api.Ref,
            DomainName = name.Ref,
            Stage = stage.Ref,
        });
        mapping.AddDependency(stage);
        _ = new CfnOutput(this, "Target", new CfnOutputProps { Value = name.AttrRegionalDomainName });
        Address = $"https://{settings.Name}";
    }

    public string Address { get; }
}
