using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using WebhookSystem.Infrastructure.Feed;
using WebhookSystem.Infrastructure.Run;

namespace WebhookSystem.Infrastructure.Watch;

/// <summary>CloudWatch's numbers, by the names that AWS gives them.</summary>
internal static class Metrics
{
    private static readonly Duration Minute = Duration.Minutes(1);
    private static readonly Duration FiveMinutes = Duration.Minutes(5);
    private static readonly Duration Hour = Duration.Hours(1);

    public static Metric Visible(string queue) =>
        OfQueue("ApproximateNumberOfMessagesVisible", queue, "Maximum", Minute);

    public static Metric OldestAge(string queue) => OfQueue("ApproximateAgeOfOldestMessage", queue, "Maximum", Minute);

    public static Metric Throttles(string room) => OfFunction("Throttles", room, "Sum", Minute);

    public static Metric IteratorAge(string room) => OfFunction("IteratorAge", room, "Maximum", Minute);

    public static Metric AddressErrors(string room) => OfFunction("Url5xxCount", room, "Sum", FiveMinutes);

    public static Metric ServerErrors(string api) => Of("AWS/ApiGateway", "5xx", "Sum", FiveMinutes, ("ApiId", api));

    public static Metric PipeFailures() =>
        Of("AWS/EventBridge/Pipes", "ExecutionFailed", "Sum", Minute, ("PipeName", StreamPipe.Name));

    public static MathExpression FailedPercent(string room) => Expression(
        "100 * errors / MAX([invocations, 1])", FiveMinutes,
        ("errors", OfFunction("Errors", room, "Sum", FiveMinutes)),
        ("invocations", OfFunction("Invocations", room, "Sum", FiveMinutes)));

    /// <summary>
    /// What was sent to a queue is deleted from it, or waits there, or is lost: the first minus the others, in percent.
    /// </summary>
    public static MathExpression Imbalance(string queue) => Expression(
        "100 * (sent - deleted - waiting) / MAX([sent, 1])", Hour,
        ("sent", OfQueue("NumberOfMessagesSent", queue, "Sum", Hour)),
        ("deleted", OfQueue("NumberOfMessagesDeleted", queue, "Sum", Hour)),
        ("waiting", OfQueue("ApproximateNumberOfMessagesVisible", queue, "Maximum", Hour)));

    private static MathExpression Expression(
        string expression, Duration period, params IReadOnlyList<(string Name, IMetric Metric)> metrics) =>
        new(new MathExpressionProps
        {
            Expression = expression,
            Period = period,
            UsingMetrics = metrics.ToDictionary(one => one.Name, one => one.Metric),
        });

    private static Metric OfQueue(string name, string queue, string statistic, Duration period) =>
        Of("AWS/SQS", name, statistic, period, ("QueueName", queue));

    private static Metric OfFunction(string name, string room, string statistic, Duration period) =>
        Of("AWS/Lambda", name, statistic, period, ("FunctionName", RoomFunction.NameOf(room)));

    private static Metric Of(
        string space, string name, string statistic, Duration period, (string Name, string Value) dimension) =>
        new(new MetricProps
        {
            Namespace = space,
            MetricName = name,
            Statistic = statistic,
            Period = period,
            DimensionsMap = new Dictionary<string, string> { [dimension.Name] = dimension.Value },
        });
}
