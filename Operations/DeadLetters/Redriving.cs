using Amazon.DynamoDBv2;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Operations.Commands;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Operations.DeadLetters;

/// <summary>
/// Sends messages of a dead-letter queue back to where they came from: first sent, then deleted. Where that is
/// interrupted, a message is sent twice, which every room is made for.
/// </summary>
public sealed class Redriving(
    DeadLetterQueue letters, IAmazonSQS sqs, QueueUrls urls, IAmazonDynamoDB table, TimeProvider time)
{
    private const string Action = "Redrive";

    private readonly AuditTrail _trail = new(table, time);

    /// <param name="by">Who asks, for the record.</param>
    /// <param name="meet">Is shown each message that is meant.</param>
    public async Task<RedriveOutcome> RunAsync(
        RedriveRequest request, string by, Action<DeadLetter>? meet, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var outcome = new RedriveOutcome(0, 0, 0);
        DeadLetter? last = null;
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / request.PerSecond), time);
        try
        {
            await letters.WalkAsync(request.Queue, request.Max, TakeAsync, cancellationToken);
        }
        finally
        {
            // What was done is recorded even where it could not be done to the end.
            if (outcome.Looked > 0)
                await RecordAsync(request, outcome, outcome.Sent == 1 ? last : null, by, asked);
        }

        return outcome;

        async Task<bool> TakeAsync(DeadLetter letter)
        {
            outcome = outcome with { Looked = outcome.Looked + 1 };
            if (!request.Fits(letter))
                return false;
            meet?.Invoke(letter);
            if (letter.Target is not { } target)
                return false;
            outcome = outcome with { Fitting = outcome.Fitting + 1 };
            if (request.DryRun)
                return false;
            await pace.WaitForNextTickAsync(cancellationToken);
            await SendAsync(target, letter.Message, cancellationToken);
            await ReviveAsync(letter, cancellationToken);
            outcome = outcome with { Sent = outcome.Sent + 1 };
            last = letter;
            return true;
        }
    }

    private async Task SendAsync(string queue, Message message, CancellationToken cancellationToken) =>
        await sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = await urls.GetAsync(queue, cancellationToken),
                MessageBody = message.Body,
                MessageAttributes = message.MessageAttributes ?? [],
            },
            cancellationToken);

    /// <summary>An event that is on its way again is dead no more.</summary>
    private async Task ReviveAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (letter is not { Target: Topology.Queues.Inbox, Source: { } source, Key: { } key, EventId: { } id })
            return;
        var dead = new Item(Topology.Table.CollectionOf(source, key), Topology.Table.DeadKey(id));
        await table.DeleteItemAsync(Topology.Table.Name, dead.ToAttributes(), cancellationToken);
    }

    /// <param name="only">The one message that was sent: its record stands beside its key.</param>
    private Task RecordAsync(
        RedriveRequest request, RedriveOutcome outcome, DeadLetter? only, string by, DateTimeOffset asked) =>
        _trail.WriteAsync(
            Action, by, asked, request.DryRun, $"{request.Queue}: {outcome.Words(request.DryRun)}",
            (only?.Source, only?.Key, only?.EventId), request.Queue);
}
