using System.Globalization;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.Orderer.Release.Send;

/// <summary>The routes' queues in Amazon SQS.</summary>
internal sealed partial class SqsOrderedQueue(
    IAmazonSQS sqs, QueueUrls urls, ILogger<SqsOrderedQueue> logger) : IOrderedQueue
{
    public async Task<IReadOnlyList<bool>> SendAsync(
        string queue, IReadOnlyList<OrderedMessage> messages, CancellationToken cancellationToken)
    {
        var url = await urls.GetAsync(queue, cancellationToken);
        var answer = await sqs.SendMessageBatchAsync(url, [.. messages.Select(Entry)], cancellationToken);
        foreach (var failed in answer.Failed ?? [])
            Log.Refused(logger, queue, failed.Code, failed.Message);
        var sent = (answer.Successful ?? []).Select(entry => entry.Id).ToHashSet();
        return [.. messages.Select((_, at) => sent.Contains(IdOf(at)))];
    }

    private static SendMessageBatchRequestEntry Entry(OrderedMessage message, int at) =>
        new(IdOf(at), Encoding.UTF8.GetString(message.Body.Span))
        {
            MessageGroupId = message.GroupId,
            MessageDeduplicationId = message.DeduplicationId,
            MessageAttributes = TraceContext.Outgoing(message.TraceParent),
        };

    private static string IdOf(int at) => at.ToString(CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "release.refused",
            Message = "{Queue} refused a message: {Code} {Reason}")]
        public static partial void Refused(ILogger logger, string queue, string code, string reason);
    }
}
