using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Amazon.CDK.AWS.S3;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Permit;
using WebhookSystem.Infrastructure.Run;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Watch;

/// <summary>
/// The Dashboard: one task, for a shard bears two readers and the Orderer is the other. Its read model is built anew
/// from the table wherever it starts. Nobody reaches it but through the load balancer, which signs people in.
/// </summary>
internal sealed class DashboardService : Construct
{
    public DashboardService(
        Construct scope, DashboardSettings settings, Table table, IBucket payloads, EnvironmentSettings environment)
        : base(scope, Topology.Services.Dashboard)
    {
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
            TaskDefinition = Task(settings, table, payloads, environment),
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
            DefaultAction = ListenerAction.AuthenticateOidc(new AuthenticateOidcOptions
            {
                Issuer = settings.Issuer,
                AuthorizationEndpoint = settings.AuthorizationEndpoint,
                TokenEndpoint = settings.TokenEndpoint,
                UserInfoEndpoint = settings.UserInfoEndpoint,
                ClientId = settings.ClientId,
                ClientSecret = SecretValue.SecretsManager(settings.ClientSecretName),
                Next = ListenerAction.Forward([group]),
            }),
        });
        _ = new CfnOutput(this, "Address", new CfnOutputProps { Value = $"https://{balancer.LoadBalancerDnsName}" });
    }

    private FargateTaskDefinition Task(
        DashboardSettings settings, Table table, IBucket payloads, EnvironmentSettings environment)
    {
        var (cpu, memory) = Sizes.Dashboard;
        var task = new FargateTaskDefinition(this, "Task", new FargateTaskDefinitionProps
        {
            Cpu = cpu,
            MemoryLimitMiB = memory,
            RuntimePlatform = new RuntimePlatform { CpuArchitecture = CpuArchitecture.ARM64 },
        });
        foreach (var permission in (Allowance[])
            [Permissions.ToReadStream(table), Permissions.ToScan(table), Permissions.ToRedeem(payloads),
                Permissions.ToHearOfMissing(payloads)])
            task.AddToTaskRolePolicy(permission.ToStatement());
        task.AddContainer(Topology.Services.Dashboard, new ContainerDefinitionOptions
        {
            Image = ContainerImage.FromEcrRepository(
                Repository.FromRepositoryName(this, "Image", settings.Repository), settings.Tag),
            PortMappings = [new PortMapping { ContainerPort = Topology.Ports.Dashboard }],
            Environment = new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = $"http://+:{Topology.Ports.Dashboard}",
                ["AWS_SDK_UA_APP_ID"] = Topology.Services.Dashboard,
                ["Logging__LogLevel__Default"] = environment.LogLevel,
            },
            Logging = LogDriver.AwsLogs(new AwsLogDriverProps
            {
                LogGroup = RoomLog.Of(this, "/webhooks/dashboard", environment),
                StreamPrefix = Topology.Services.Dashboard,
            }),
        });
        return task;
    }
}
