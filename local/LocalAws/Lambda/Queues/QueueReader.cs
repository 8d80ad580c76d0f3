using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.LocalAws.Lambda.Mappings;

namespace WebhookSystem.LocalAws.Lambda.Queues;

/// <summary>Receives a batch: waits long for its first message, and as long as the window for the others.</summary>
internal sealed class QueueReader(IAmazonSQS sqs, string queueUrl, QueueSettings settings, TimeProvider time)
{
    private const int ReceiveMax = 10;
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public string QueueUrl => queueUrl;

    public async Task<List<Message>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var batchSize = settings.BatchSize;
        var batch = await ReceiveAsync(batchSize, LongPoll, cancellationToken);
        if (batch.Count == 0)
            return batch;

        var until = time.GetUtcNow() + settings.Window;
        while (batch.Count < batchSize && until - time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            batch.AddRange(
                await ReceiveAsync(batchSize - batch.Count, rest < LongPoll ? rest : LongPoll, cancellationToken));
        return batch;
    }

    private async Task<List<Message>> ReceiveAsync(int wanted, TimeSpan wait, CancellationToken cancellationToken)
    {
        var answer = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = queueUrl,
                MaxNumberOfMessages = Math.Min(wanted, ReceiveMax),
                WaitTimeSeconds = (int)Math.Ceiling(wait.TotalSeconds),
                MessageSystemAttributeNames = ["All"],
                MessageAttributeNames = ["All"],
            },
            cancellationToken);
        return answer.Messages ?? [];
    }
}
