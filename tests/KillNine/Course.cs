using Amazon.DynamoDBv2;
using Amazon.SQS;
using WebhookSystem.Live;
using WebhookSystem.Live.Judge;
using WebhookSystem.Live.Receive;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.KillNine;

/// <summary>One run over a topology that is up: all kills happen under traffic, and then it is left alone.</summary>
internal sealed class Course(LiveTopology topology, string points, KillSettings settings, TextWriter output)
{
    public async Task<(Evidence Evidence, Killer Killer, IReadOnlyList<string> Unrest)> RunAsync(
        TimeSpan patience, CancellationToken cancellationToken)
    {
        using var sqs = topology.CreateAwsClient<IAmazonSQS>();
        using var dynamoDb = topology.CreateAwsClient<IAmazonDynamoDB>();
        var accepted = new Accepted();
        var log = new OrderedLog(sqs);
        var killer = new Killer(topology, points, settings.Seed, output);
        var provider = new Provider(
            topology.Ingress, new Plan(settings.Seed, new Shape()), accepted, killer.Answered);
        using var stopTraffic = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stopConsumer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var consuming = log.RunAsync(stopConsumer.Token);
        var providing = provider.RunAsync(settings.Rate, stopTraffic.Token, cancellationToken);

        await killer.KillAsync(settings.Kills, cancellationToken);
        await stopTraffic.CancelAsync();
        await providing;
        output.WriteLine($"{accepted.Events} events are accepted. Waiting until they are out.");
        var unrest = await new Quiet(topology, sqs).WaitAsync(accepted, log, patience, cancellationToken);
        await stopConsumer.CancelAsync();
        await consuming;

        var table = await TableContents.ReadAsync(dynamoDb, cancellationToken);
        return (new(accepted.Promises, table, log.Snapshot()), killer, [.. provider.Refusals, .. unrest]);
    }
}
