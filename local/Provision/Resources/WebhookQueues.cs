using System.Globalization;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision.Resources;

/// <summary>The queues, dead-letter queues first because the others name them.</summary>
internal static class WebhookQueues
{
    /// <param name="routes">Beside the default.</param>
    /// <returns>The ARNs by name.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> EnsureAsync(
        IAmazonSQS sqs, IReadOnlyList<string> routes, Report report, CancellationToken cancellationToken)
    {
        var arns = new Dictionary<string, string>();
        var steps = Topology.Queues.All.Concat(routes.Select(Topology.Queues.ForRoute)).GroupBy(queue =>
            queue.DeadLetterQueue is not null);
        foreach (var step in steps.OrderBy(step => step.Key))
        {
            var ensured = step.Select(queue => EnsureAsync(sqs, queue, arns, report, cancellationToken)).ToList();
            foreach (var (name, arn) in await Task.WhenAll(ensured))
                arns.Add(name, arn);
        }

        return arns;
    }

    private static async Task<(string Name, string Arn)> EnsureAsync(
        IAmazonSQS sqs,
        QueueSpecification queue,
        Dictionary<string, string> arns,
        Report report,
        CancellationToken cancellationToken)
    {
        var wanted = AttributesOf(queue, arns);
        var change = Change.None;
        var url = await FindAsync(sqs, queue.Name, cancellationToken);
        if (url is null)
        {
            url = (await sqs.CreateQueueAsync(
                new CreateQueueRequest { QueueName = queue.Name, Attributes = wanted }, cancellationToken)).QueueUrl;
            change = Change.Created;
        }

        var actual = (await sqs.GetQueueAttributesAsync(url, [QueueAttributeName.All], cancellationToken)).Attributes;
        var differing = wanted.Where(attribute => !Same(attribute.Value, actual.GetValueOrDefault(attribute.Key)))
            .ToDictionary();
        if (differing.Count > 0)
        {
            await sqs.SetQueueAttributesAsync(url, differing, cancellationToken);
            change = change == Change.None ? Change.Updated : change;
        }

        report.Say(change, $"queue {queue.Name}");
        return (queue.Name, actual[QueueAttributeName.QueueArn]);
    }

    private static async Task<string?> FindAsync(IAmazonSQS sqs, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await sqs.GetQueueUrlAsync(name, cancellationToken)).QueueUrl;
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }

    internal static Dictionary<string, string> AttributesOf(
        QueueSpecification queue, IReadOnlyDictionary<string, string> arns)
    {
        var attributes = new Dictionary<string, string>
        {
            [QueueAttributeName.VisibilityTimeout] = Seconds(queue.VisibilityTimeout),
            [QueueAttributeName.MessageRetentionPeriod] = Seconds(Topology.Queues.Retention),
        };
        if (queue.DeadLetterQueue is { } dead)
        {
            attributes[QueueAttributeName.RedrivePolicy] = JsonSerializer.Serialize(
                new { deadLetterTargetArn = arns[dead], maxReceiveCount = queue.ReceivesMax });
        }

        if (queue.Fifo)
        {
            attributes[QueueAttributeName.FifoQueue] = "true";
            attributes[QueueAttributeName.ContentBasedDeduplication] = "false";
        }

        return attributes;
    }

    /// <summary>The same text, or the same JSON: AWS gives a policy back in its own spelling.</summary>
    private static bool Same(string wanted, string? actual) => wanted == actual
        || (wanted.StartsWith('{') && actual is not null && SamePolicy(wanted, actual));

    private static bool SamePolicy(string wanted, string actual)
    {
        using var left = JsonDocument.Parse(wanted);
        using var right = JsonDocument.Parse(actual);
        return left.RootElement.EnumerateObject().All(member =>
            right.RootElement.TryGetProperty(member.Name, out var value) && $"{value}" == $"{member.Value}");
    }

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
