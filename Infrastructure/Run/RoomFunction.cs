using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Constructs;
using WebhookSystem.Infrastructure.Permit;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Run;

/// <summary>A room as a Lambda function: one executable, a role of its own, and its own log.</summary>
internal sealed class RoomFunction : Construct
{
    private readonly Role _role;

    public RoomFunction(Construct scope, string room, FunctionSize size, Deployment deployment, IBucket payloads)
        : base(scope, room)
    {
        var name = NameOf(room);
        var log = RoomLog.Of(this, $"/aws/lambda/{name}", deployment.Environment);
        _role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        May(Permissions.ToLog(log.LogGroupArn));
        if (deployment.Environment.XRay)
            May(Permissions.ToTrace());
        Function = new Function(this, "Function", new FunctionProps
        {
            FunctionName = name,
            Runtime = Runtime.PROVIDED_AL2023,
            Architecture = deployment.Environment.Processors switch
            {
                Processors.Arm64 => Architecture.ARM_64,
                Processors.X64 => Architecture.X86_64,
            },
            Handler = "bootstrap",
            Code = RoomCode.Of(this, room, deployment),
            MemorySize = size.MemoryMegabytes,
            Timeout = Duration.Seconds(size.Timeout.TotalSeconds),
            Environment = new RoomEnvironment(deployment.Environment, payloads).Of(room),
            LogGroup = log,
            LoggingFormat = LoggingFormat.JSON,

            // START, END and REPORT of every invocation would be most of the log.
            SystemLogLevelV2 = SystemLogLevel.WARN,
            Tracing = deployment.Environment.XRay ? Tracing.ACTIVE : Tracing.DISABLED,

            // What the role may is said here alone, and not widened by whatever is attached to the function.
            Role = _role.WithoutPolicyUpdates(),
        });

        // Lambda looks whether the role may before it takes the function's mappings.
        Function.Node.AddDependency(_role);
    }

    public Function Function { get; }

    /// <summary>As it is called in its account.</summary>
    public static string NameOf(string room) => $"webhook-{room}";

    public RoomFunction May(params IReadOnlyList<Allowance> permissions)
    {
        foreach (var permission in permissions)
            _role.AddToPolicy(permission.ToStatement());
        return this;
    }
}
