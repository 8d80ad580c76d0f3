using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Pipes;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Keep;
using WebhookSystem.Infrastructure.Permit;
using WebhookSystem.Infrastructure.Run;

namespace WebhookSystem.Infrastructure.Feed;

/// <summary>The table's stream by an EventBridge Pipe, with a role of its own.</summary>
internal sealed class StreamPipe : Construct
{
    public const string Name = "webhook-stream";

    public StreamPipe(Construct scope, RoomFunction orderer, Table table, PipelineQueues queues)
        : base(scope, "pipe")
    {
        var stream = Topology.Functions.Stream;
        var dead = queues[stream.DeadLetterQueue];
        var role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("pipes.amazonaws.com") });
        Allowance[] permissions =
        [
            Permissions.ToReadStream(table), Permissions.ToFindStreams(), Permissions.ToGiveUp(dead),
            Permissions.ToInvoke(orderer.Function),
        ];
        foreach (var permission in permissions)
            role.AddToPolicy(permission.ToStatement());
        var pipe = new CfnPipe(this, "Pipe", new CfnPipeProps
        {
            Name = Name,
            RoleArn = role.RoleArn,
            Source = table.TableStreamArn!,
            SourceParameters = new CfnPipe.PipeSourceParametersProperty
            {
                FilterCriteria = new CfnPipe.FilterCriteriaProperty
                {
                    Filters = new[] { new CfnPipe.FilterProperty { Pattern = stream.Pattern } },
                },
                DynamoDbStreamParameters = new CfnPipe.PipeSourceDynamoDBStreamParametersProperty
                {
                    StartingPosition = "TRIM_HORIZON",
                    BatchSize = stream.BatchSize,
                    MaximumBatchingWindowInSeconds = stream.Window.TotalSeconds,
                    ParallelizationFactor = 1,
                    MaximumRecordAgeInSeconds = stream.RecordAgeMax.TotalSeconds,
                    MaximumRetryAttempts = -1,
                    OnPartialBatchItemFailure = "AUTOMATIC_BISECT",
                    DeadLetterConfig = new CfnPipe.DeadLetterConfigProperty { Arn = dead.QueueArn },
                },
            },
            Target = orderer.Function.FunctionArn,
            TargetParameters = new CfnPipe.PipeTargetParametersProperty
            {
                // Waits for the answer, which says what must come again.
                LambdaFunctionParameters = new CfnPipe.PipeTargetLambdaFunctionParametersProperty
                {
                    InvocationType = "REQUEST_RESPONSE",
                },
            },
        });
        pipe.Node.AddDependency(role);
    }
}
