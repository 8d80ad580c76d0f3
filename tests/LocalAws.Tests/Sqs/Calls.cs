using Amazon.SQS;
using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>The calls that nearly every test makes, in one line each.</summary>
internal static class Calls
{
    extension(AmazonSQSClient sqs)
    {
        /// <summary>Creates a queue under a name of its own and gives its URL.</summary>
        public async Task<string> NewQueueAsync(Dictionary<string, string>? attributes = null) =>
            (await sqs.CreateQueueAsync(new CreateQueueRequest($"q-{Guid.NewGuid():N}")
            {
                Attributes = attributes,
            })).QueueUrl;

        /// <summary>Creates a FIFO queue; its attributes by name.</summary>
        public async Task<string> NewFifoQueueAsync(Dictionary<string, string>? attributes = null) =>
            (await sqs.CreateQueueAsync(new CreateQueueRequest($"q-{Guid.NewGuid():N}.fifo")
            {
                Attributes = new(attributes ?? []) { ["FifoQueue"] = "true" },
            })).QueueUrl;

        public Task<SendMessageResponse> SendFifoAsync(string queue, string group, string body, string? id = null) =>
            sqs.SendMessageAsync(new SendMessageRequest(queue, body)
            {
                MessageGroupId = group,
                MessageDeduplicationId = id ?? Guid.NewGuid().ToString(),
            });

        public async Task<IReadOnlyList<Message>> ReceiveAsync(string queue, int max = 10, int? visibility = null) =>
            (await sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue)
            {
                MaxNumberOfMessages = max,
                VisibilityTimeout = visibility,
                WaitTimeSeconds = 0,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            })).Messages ?? [];

        /// <summary>The bodies of what can be received now.</summary>
        public async Task<string[]> BodiesAsync(string queue, int max = 10, int? visibility = null) =>
            [.. (await sqs.ReceiveAsync(queue, max, visibility)).Select(static message => message.Body)];

        public async Task<string> AttributeAsync(string queue, string name) =>
            (await sqs.GetQueueAttributesAsync(queue, [name])).Attributes[name];

        public Task<string> ArnAsync(string queue) => sqs.AttributeAsync(queue, "QueueArn");
    }
}
