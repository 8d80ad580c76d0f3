using System.Text.Json;

namespace WebhookSystem.Contracts.Tests;

/// <summary>What AWS asks of a topology, held against the one place that states it.</summary>
public sealed class TopologyRules
{
    [Fact]
    public void A_queue_that_feeds_a_function_stays_hidden_for_six_of_its_timeouts() => Assert.All(
        Topology.Functions.Queues,
        mapping => Assert.True(Queue(mapping.Queue).VisibilityTimeout >= 6 * Topology.Functions.Timeout));

    [Fact]
    public void A_dead_letter_queue_stands_before_the_queues_that_name_it()
    {
        var names = Topology.Queues.All.Select(queue => queue.Name).ToList();

        Assert.All(
            Topology.Queues.All.Where(queue => queue.DeadLetterQueue is not null),
            queue => Assert.InRange(names.IndexOf(queue.DeadLetterQueue!), 0, names.IndexOf(queue.Name) - 1));
    }

    [Fact]
    public void A_claim_check_outlives_its_event() =>
        Assert.True(Topology.Payloads.Retention > Topology.Table.Retention + Topology.Table.StreamRetention);

    [Fact]
    public void An_invocation_gives_up_while_the_fifo_queue_still_knows_its_messages() =>
        Assert.True(Topology.Limits.InvocationAgeMax < Topology.Limits.FifoDeduplication);

    [Fact]
    public void The_streams_pattern_is_json_and_asks_for_events_alone()
    {
        using var pattern = JsonDocument.Parse(Topology.Functions.Stream.Pattern);

        var prefix = pattern.RootElement.GetProperty("dynamodb").GetProperty("NewImage")
            .GetProperty("sk").GetProperty("S")[0].GetProperty("prefix").GetString();
        Assert.Equal(Topology.Table.EventKey(""), prefix);
    }

    private static QueueSpecification Queue(string name) => Topology.Queues.All.Single(queue => queue.Name == name);
}
