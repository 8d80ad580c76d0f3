using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Keep;
using WebhookSystem.Infrastructure.Permit;
using WebhookSystem.Infrastructure.Run;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Watch;

/// <summary>What the Dashboard shows and acts on.</summary>
/// <param name="Secrets">ARNs of the sources' secrets.</param>
/// <param name="Ingress">Where providers send to.</param>
internal sealed record Shown(
    Table Table, IBucket Payloads, PipelineQueues Queues, IReadOnlyList<string> Secrets, string Ingress);

/// <summary>
/// The Dashboard: one task, for a shard bears two readers and the Orderer is the other. Its read model is built anew
/// from the table when it starts. It signs people in itself, so that it knows who may act.
/// </summary>
internal sealed class DashboardService : Construct
{
    private const string SignIn = "Dashboard__OpenIdConnect__";

    private readonly DashboardSettings _settings;

    public DashboardService(
        Construct scope, DashboardSettings settings, EnvironmentSettings environment, Shown shown)
        : base(scope, Topology.Services.Dashboard)
    {
        _settings = settings;

        // No private subnets and no NAT gateway, which would cost more than all the rest: the task has an address of
        // its own to reach AWS by, and its security group lets nobody in but the load balancer.
        var network = new Vpc(this, "Network", new VpcProps
        {
            // The region's first two, whichever they are: the CDK would ask the account for their names.
            AvailabilityZones = [Fn.Select(0, Fn.GetAzs()), Fn.Select(1, Fn.GetAzs())],
            NatGateways = 0,
            SubnetConfiguration = [new SubnetConfiguration { Name = "public", SubnetType = SubnetType.PUBLIC }],
            RestrictDefaultSecurityGroup = false,
        });
        var service = new FargateService(this, "Service", new FargateServiceProps
        {
            Cluster = new Cluster(this, "Cluster", new ClusterProps { Vpc = network }),
            TaskDefinition = Task(environment, shown),
            AssignPublicIp = true,
            DesiredCount = 1,

            // The old one ends before the new one begins: never two readers beside the Orderer's.
            MinHealthyPercent = 0,
            MaxHealthyPercent = 100,
        });
        var balancer = new ApplicationLoadBalancer(this, "Balancer", new Amazon.CDK.AWS.ElasticLoadBalancingV2
            .ApplicationLoadBalancerProps { Vpc = network, InternetFacing = true, DropInvalidHeaderFields = true });
        var group = new ApplicationTargetGroup(this, "Targets", new ApplicationTargetGroupProps
        {
            Vpc = network,
            Port = Topology.Ports.Dashboard,
            Protocol = ApplicationProtocol.HTTP,
            Targets = [service],
            HealthCheck = new Amazon.CDK.AWS.ElasticLoadBalancingV2.HealthCheck { Path = "/health" },
        });
        balancer.AddListener("Https", new BaseApplicationListenerProps
        {
            Port = 443,
            Certificates = [ListenerCertificate.FromArn(settings.CertificateArn)],
            SslPolicy = SslPolicy.TLS13_RES,
            DefaultTargetGroups = [group],
        });
        _ = new CfnOutput(this, "Address", new CfnOutputProps { Value = $"https://{balancer.LoadBalancerDnsName}" });
    }

    private FargateTaskDefinition Task(EnvironmentSettings environment, Shown shown)
    {
        var (cpu, memory) = Sizes.Dashboard;
        var task = new FargateTaskDefinition(this, "Task", new FargateTaskDefinitionProps
        {
            Cpu = cpu,
            MemoryLimitMiB = memory,
            RuntimePlatform = new RuntimePlatform { CpuArchitecture = CpuArchitecture.ARM64 },
        });
        foreach (var permission in Looking(shown).Concat(Acting(shown)))
            task.AddToTaskRolePolicy(permission.ToStatement());
        var secret = Amazon.CDK.AWS.SecretsManager.Secret.FromSecretNameV2(
            this, "ClientSecret", _settings.ClientSecretName);
        task.AddContainer(Topology.Services.Dashboard, new ContainerDefinitionOptions
        {
            Image = ContainerImage.FromEcrRepository(
                Repository.FromRepositoryName(this, "Image", _settings.Repository), _settings.Tag),
            PortMappings = [new PortMapping { ContainerPort = Topology.Ports.Dashboard }],
            Environment = Variables(environment, shown),
            Secrets = new Dictionary<string, Amazon.CDK.AWS.ECS.Secret>
            {
                [SignIn + "ClientSecret"] = Amazon.CDK.AWS.ECS.Secret.FromSecretsManager(secret),
            },
            Logging = LogDriver.AwsLogs(new AwsLogDriverProps
            {
                LogGroup = RoomLog.Of(this, "/webhooks/dashboard", environment),
                StreamPrefix = Topology.Services.Dashboard,
            }),
        });
        return task;
    }

    private Dictionary<string, string> Variables(EnvironmentSettings environment, Shown shown) => new()
    {
        ["ASPNETCORE_URLS"] = $"http://+:{Topology.Ports.Dashboard}",

        // Nobody but the load balancer reaches it, and that says by which address people came.
        ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
        ["AWS_SDK_UA_APP_ID"] = Topology.Services.Dashboard,
        ["Logging__LogLevel__Default"] = environment.LogLevel,
        ["Payloads__Bucket"] = shown.Payloads.BucketName,
        ["Dashboard__Ingress"] = shown.Ingress,
        ["Dashboard__Authentication"] = "OpenIdConnect",
        [SignIn + "Authority"] = _settings.Issuer,
        [SignIn + "ClientId"] = _settings.ClientId,
        [SignIn + "OperatorClaim"] = _settings.OperatorClaim,
        [SignIn + "OperatorValue"] = _settings.OperatorValue,
    };

    private static IEnumerable<Allowance> Looking(Shown shown) =>
    [
        Permissions.ToReadStream(shown.Table), Permissions.ToScan(shown.Table), Permissions.ToLookUp(shown.Table),
        Permissions.ToRedeem(shown.Payloads), Permissions.ToHearOfMissing(shown.Payloads),
        Permissions.ToCount(shown.Queues.Every), Permissions.ToListVersions(shown.Secrets),
    ];

    private IEnumerable<Allowance> Acting(Shown shown)
    {
        yield return Permissions.ToRecord(shown.Table);
        yield return Permissions.ToSend(shown.Queues.Redriven);
        yield return Permissions.ToEmpty(shown.Queues.Dead);
        if (_settings.SendsTestEvents)
            yield return Permissions.ToReadSecrets(shown.Secrets);
    }
}
