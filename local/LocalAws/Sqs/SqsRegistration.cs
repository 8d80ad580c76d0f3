using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Sqs.Kept;
using WebhookSystem.LocalAws.Sqs.Moving;
using WebhookSystem.LocalAws.Sqs.Operations;
using WebhookSystem.LocalAws.Sqs.Operations.Declaring;
using WebhookSystem.LocalAws.Sqs.Operations.Moving;
using WebhookSystem.LocalAws.Sqs.Operations.Receiving;
using WebhookSystem.LocalAws.Sqs.Operations.Sending;
using WebhookSystem.LocalAws.Sqs.Operations.Settling;
using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs;

internal static class SqsRegistration
{
    private static readonly Type[] Operations =
    [
        typeof(CreateQueue), typeof(GetQueueUrl), typeof(ListQueues), typeof(ListDeadLetterSourceQueues),
        typeof(PurgeQueue), typeof(DeleteQueue), typeof(GetQueueAttributes), typeof(SetQueueAttributes),
        typeof(TagQueue), typeof(UntagQueue), typeof(ListQueueTags),
        typeof(SendMessage), typeof(SendMessageBatch), typeof(DeleteMessage), typeof(DeleteMessageBatch),
        typeof(ChangeMessageVisibility), typeof(ChangeMessageVisibilityBatch),
        typeof(StartMessageMoveTask), typeof(ListMessageMoveTasks), typeof(CancelMessageMoveTask),
    ];

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Adds SQS.</summary>
        public void AddSqs()
        {
            builder.Services.AddHttpContextAccessor();
            builder.Services.AddSingleton<QueueAddresses>();
            builder.Services.AddSingleton<RequestTrace>();
            builder.Services.AddSingleton<QueueCatalog>();
            builder.Services.AddSingleton<IKept, KeptQueues>();
            builder.Services.AddSingleton<MoveTasks>();
            builder.Services.AddSingleton<ReceiveMessage>();
            foreach (var operation in Operations)
                builder.Services.AddSingleton(typeof(IOperation), operation);
            builder.Services.AddSingleton<IJsonService, SqsService>();
        }
    }
}
