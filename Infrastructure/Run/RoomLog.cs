using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Constructs;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Run;

/// <summary>A log that forgets after its time.</summary>
internal static class RoomLog
{
    public static LogGroup Of(Construct scope, string name, EnvironmentSettings environment)
    {
        var group = new LogGroup(scope, "Log", new LogGroupProps
        {
            LogGroupName = name,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });

        // The construct's own property takes names of spans; CloudWatch's, and ours, is a number of days.
        ((CfnLogGroup)group.Node.DefaultChild!).RetentionInDays = environment.LogRetentionDays;
        return group;
    }
}
