using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations.Declaring;

internal sealed class CreateQueue(QueueCatalog queues, QueueAddresses addresses) : IOperation
{
    public string Name => "CreateQueue";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        // "tags" is AWS's own spelling, here alone.
        var queue = queues.Create(input.Required("QueueName"), input.Map("Attributes"), input.Map("tags"));
        output.WriteString("QueueUrl"u8, addresses.UrlOf(queue));
    }
}

internal sealed class GetQueueUrl(QueueCatalog queues, QueueAddresses addresses) : IOperation
{
    public string Name => "GetQueueUrl";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var account = input.Text("QueueOwnerAWSAccountId") ?? Settings.QueueNames.Account;
        var queue = account == Settings.QueueNames.Account ? queues.TryFindName(input.Required("QueueName")) : null;
        output.WriteString("QueueUrl"u8, addresses.UrlOf(queue ?? throw Refusals.NoSuchQueue()));
    }
}

internal sealed class ListQueues(QueueCatalog queues, QueueAddresses addresses) : IOperation
{
    public string Name => "ListQueues";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var prefix = input.Text("QueueNamePrefix") ?? "";
        var matching = queues.All().Where(queue => queue.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        if (matching.Count > 0)
            Page.Write(input, output, "QueueUrls", matching, addresses.UrlOf);
    }
}

internal sealed class ListDeadLetterSourceQueues(QueueCatalog queues, QueueAddresses addresses) : IOperation
{
    public string Name => "ListDeadLetterSourceQueues";

    // The answer's member has a small letter, here alone.
    public void Invoke(JsonElement input, Utf8JsonWriter output) => Page.Write(
        input, output, "queueUrls", queues.SourcesOf(queues.Find(input.Required("QueueUrl"))), addresses.UrlOf);
}

internal sealed class PurgeQueue(QueueCatalog queues) : IOperation
{
    public string Name => "PurgeQueue";

    public void Invoke(JsonElement input, Utf8JsonWriter output) => queues.Find(input.Required("QueueUrl")).Purge();
}

internal sealed class DeleteQueue(QueueCatalog queues) : IOperation
{
    public string Name => "DeleteQueue";

    public void Invoke(JsonElement input, Utf8JsonWriter output) =>
        queues.Drop(queues.Find(input.Required("QueueUrl")));
}
