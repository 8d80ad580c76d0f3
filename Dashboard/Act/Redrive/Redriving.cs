using Amazon.DynamoDBv2;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Act.Redrive;

/// <summary>
/// Sends messages of a dead-letter queue back to where they came from: first sent, then deleted. Where that is
/// interrupted, a message is sent twice, which every room is made for.
/// </summary>
internal sealed class Redriving(
    Operator who, DeadLetterQueue letters, IAmazonSQS sqs, QueueUrls urls, IAmazonDynamoDB table, TimeProvider time)
{
    private const string Action = "Redrive";

    public async Task<RedriveOutcome> RunAsync(RedriveRequest request, CancellationToken cancellationToken)
    {
        var by = await who.RequireAsync();
        var asked = time.GetUtcNow();
        var outcome = new RedriveOutcome(0, 0, 0);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / request.PerSecond), time);
        try
        {
            await letters.WalkAsync(
                request.Queue, request.Max,
                async (message, letter) =>
                {
                    var fits = request.Fits(letter);
                    outcome = outcome with
                    {
                        Looked = outcome.Looked + 1, Fitting = outcome.Fitting + (fits ? 1 : 0),
                    };
                    if (!fits || request.DryRun)
                        return false;
                    await pace.WaitForNextTickAsync(cancellationToken);
                    await SendAsync(letter.Target, message, cancellationToken);
                    outcome = outcome with { Sent = outcome.Sent + 1 };
                    return true;
                },
                cancellationToken);
        }
        finally
        {
            // What was done is recorded even where it could not be done to the end.
            await RecordAsync(request, outcome, by, asked);
        }

        return outcome;
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

    private async Task RecordAsync(RedriveRequest request, RedriveOutcome outcome, string by, DateTimeOffset asked)
    {
        var now = time.GetUtcNow();
        var record = new CommandRecord(
            Guid.CreateVersion7(now).ToString("N"), Action, Source: null, Key: null, EventId: null,
            Route: request.Queue, by, asked, now, request.DryRun, $"{request.Queue}: {outcome.Words(request.DryRun)}");
        await table.PutItemAsync(Topology.Table.Name, record.ToItem().ToAttributes(), CancellationToken.None);
    }
}
