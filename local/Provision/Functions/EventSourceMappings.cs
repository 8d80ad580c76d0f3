using System.Text.Json.Nodes;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision.Functions;

/// <summary>What feeds the functions: found by function and source, created or updated where that is needed.</summary>
internal static class EventSourceMappings
{
    private const string Path = "event-source-mappings/";

    /// <summary>What identifies a mapping, or cannot be changed afterwards.</summary>
    private static readonly string[] Fixed = ["FunctionName", "EventSourceArn", "StartingPosition"];

    public static Task EnsureAsync(
        LambdaApi api,
        string streamArn,
        IReadOnlyDictionary<string, string> queueArns,
        Report report,
        CancellationToken cancellationToken)
    {
        var stream = MappingRequest.Of(
            Topology.Functions.Stream, streamArn, queueArns[Topology.Functions.Stream.DeadLetterQueue]);
        var queues = Topology.Functions.Queues.Select(mapping => MappingRequest.Of(mapping, queueArns[mapping.Queue]));
        return Task.WhenAll(
            queues.Append(stream).Select(wanted => EnsureAsync(api, wanted, report, cancellationToken)));
    }

    private static async Task EnsureAsync(
        LambdaApi api, JsonObject wanted, Report report, CancellationToken cancellationToken)
    {
        var function = wanted["FunctionName"]!.GetValue<string>();
        var source = wanted["EventSourceArn"]!.GetValue<string>();
        var query = $"?FunctionName={Uri.EscapeDataString(function)}&EventSourceArn={Uri.EscapeDataString(source)}";
        var found = await api.FindAsync(Path + query, cancellationToken);
        var change = Change.None;
        if (found?["EventSourceMappings"]?.AsArray() is not [JsonObject actual, ..])
        {
            await api.CreateAsync(Path, wanted, cancellationToken);
            change = Change.Created;
        }
        else if (Differing(wanted, actual) is { Count: > 0 } differing)
        {
            await api.UpdateAsync(Path + actual["UUID"]!.GetValue<string>(), differing, cancellationToken);
            change = Change.Updated;
        }

        report.Say(change, $"mapping {source.Split(':', 6)[^1]} to {function}");
    }

    private static JsonObject Differing(JsonObject wanted, JsonObject actual) => new(wanted
        .Where(member => !Fixed.Contains(member.Key) && !JsonNode.DeepEquals(member.Value, actual[member.Key]))
        .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
}
