using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Tests.Keep.Load;

/// <summary>Sends three messages, receives some, deletes one.</summary>
internal sealed class MessageWorker : Worker
{
    private readonly HashSet<string> _sent = [];
    private readonly HashSet<string> _inDoubt = [];
    private string _queue = "";
    private int _turn;

    public override async Task PrepareAsync(ChildServer server) =>
        await server.Sqs.CreateQueueAsync(new CreateQueueRequest
        {
            QueueName = "worked",
            Attributes = new() { ["VisibilityTimeout"] = "0" },
        });

    public override async Task VerifyAsync(ChildServer server)
    {
        _queue = (await server.Sqs.GetQueueUrlAsync("worked")).QueueUrl;
        HashSet<string> found = [];
        while (await ReceiveAsync(server, hidden: 600) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                found.Add(message.Body);
                await server.Sqs.DeleteMessageAsync(_queue, message.ReceiptHandle);
            }
        }

        Assert.Empty(_sent.Except(found));
        Assert.Empty(found.Except(_sent).Except(_inDoubt));
        _sent.Clear();
        _inDoubt.Clear();
    }

    protected override async Task WriteAsync(ChildServer server)
    {
        _queue = _queue.Length > 0 ? _queue : (await server.Sqs.GetQueueUrlAsync("worked")).QueueUrl;
        if (_turn++ % 4 == 3 && await ReceiveAsync(server, hidden: 0) is [var message, ..])
            await DeleteAsync(server, message);
        else
            await SendAsync(server, $"{_turn}");
    }

    private async Task SendAsync(ChildServer server, string body)
    {
        _inDoubt.Add(body);
        await server.Sqs.SendMessageAsync(_queue, body);
        _inDoubt.Remove(body);
        _sent.Add(body);
    }

    private async Task DeleteAsync(ChildServer server, Message message)
    {
        _sent.Remove(message.Body);
        _inDoubt.Add(message.Body);
        await server.Sqs.DeleteMessageAsync(_queue, message.ReceiptHandle);
        _inDoubt.Remove(message.Body);
    }

    private async Task<List<Message>> ReceiveAsync(ChildServer server, int hidden) =>
        (await server.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = _queue,
            MaxNumberOfMessages = 10,
            VisibilityTimeout = hidden,
        })).Messages ?? [];
}
