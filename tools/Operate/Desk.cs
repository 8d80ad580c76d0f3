using Amazon.DynamoDBv2;
using Amazon.SQS;
using WebhookSystem.Operations.Commands;
using WebhookSystem.Operations.DeadLetters;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Operate;

/// <summary>What the commands work with, over the AWS that the SDK finds.</summary>
internal sealed class Desk : IDisposable
{
    private readonly AmazonSQSClient _sqs = new();
    private readonly AmazonDynamoDBClient _table = new();

    public Desk()
    {
        var urls = new QueueUrls(_sqs);
        Letters = new(_sqs, urls);
        Redriving = new(Letters, _sqs, urls, _table, TimeProvider.System);
        Commands = new(_sqs, urls, _table, TimeProvider.System);
    }

    public DeadLetterQueue Letters { get; }

    public Redriving Redriving { get; }

    public CommandDesk Commands { get; }

    public void Dispose()
    {
        _sqs.Dispose();
        _table.Dispose();
    }
}
