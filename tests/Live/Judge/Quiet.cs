using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Live.Receive;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Live.Judge;

/// <summary>Waits until all that was accepted has come out and nothing is under way any more.</summary>
internal sealed class Quiet(LiveTopology topology, IAmazonSQS sqs)
{
    /// <summary>Queues in which nothing is left; wake-ups of long waits stay for as long as these.</summary>
    private static readonly string[] Empty =
        [Topology.Queues.Inbox, Topology.Queues.InboxDead, Topology.Queues.WakeUpsDead];

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <returns>What is not quiet after all that time; empty where everything is.</returns>
    public async Task<IReadOnlyList<string>> WaitAsync(
        Accepted accepted, OrderedLog log, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var unrest = await LookAsync(accepted, log, cancellationToken);
            if (unrest.Count == 0 || TimeProvider.System.GetElapsedTime(started) > patience)
                return unrest;
            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync(
        Accepted accepted, OrderedLog log, CancellationToken cancellationToken)
    {
        if (accepted.Events > log.Events)
            return [$"{accepted.Events} events were accepted and {log.Events} came out."];
        try
        {
            var unrest = new List<string>();
            foreach (var queue in Empty)
            {
                if (await CountAsync(queue, cancellationToken) is > 0 and var count)
                    unrest.Add($"{count} messages lie in {queue}.");
            }

            if (await DashboardAsync(accepted, cancellationToken) is { } otherwise)
                unrest.Add(otherwise);
            return unrest;
        }
        catch (Exception outage) when (
            outage is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            return [$"Something does not answer: {outage.Message}"];
        }
    }

    private async Task<int> CountAsync(string queue, CancellationToken cancellationToken)
    {
        var url = (await sqs.GetQueueUrlAsync(queue, cancellationToken)).QueueUrl;
        var answer = await sqs.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] }, cancellationToken);
        return answer.ApproximateNumberOfMessages + answer.ApproximateNumberOfMessagesNotVisible
            + answer.ApproximateNumberOfMessagesDelayed;
    }

    /// <summary>What is accepted is released, late included, held, dead or in flight: here all is released.</summary>
    private async Task<string?> DashboardAsync(Accepted accepted, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = topology.Dashboard };
        var counts = await http.GetFromJsonAsync<JsonNode>(
            new Uri("/api/counts", UriKind.Relative), cancellationToken);
        var (kept, released) = (counts!["accepted"]!.GetValue<long>(), counts["released"]!.GetValue<long>());
        return kept == accepted.Events && released == accepted.Events
            ? null
            : $"The dashboard counts {kept} accepted and {released} released of {accepted.Events}.";
    }
}
