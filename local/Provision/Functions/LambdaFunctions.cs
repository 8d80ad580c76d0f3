using System.Text.Json.Nodes;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision.Functions;

/// <summary>The functions that mappings feed: their names and their timeout. The code runs on its own.</summary>
internal static class LambdaFunctions
{
    private static readonly int TimeoutSeconds = (int)Topology.Functions.Timeout.TotalSeconds;

    public static Task EnsureAsync(LambdaApi api, Report report, CancellationToken cancellationToken)
    {
        var names = Topology.Functions.Queues.Select(mapping => mapping.Function)
            .Append(Topology.Functions.Stream.Function).Distinct();
        return Task.WhenAll(names.Select(name => EnsureAsync(api, name, report, cancellationToken)));
    }

    private static async Task EnsureAsync(
        LambdaApi api, string name, Report report, CancellationToken cancellationToken)
    {
        var path = $"functions/{name}/configuration";
        var change = Change.None;
        if (await api.FindAsync(path, cancellationToken) is not { } configuration)
        {
            var function = new JsonObject { ["FunctionName"] = name, ["Timeout"] = TimeoutSeconds };
            await api.CreateAsync("functions", function, cancellationToken);
            change = Change.Created;
        }
        else if (configuration["Timeout"]?.GetValue<int>() != TimeoutSeconds)
        {
            await api.UpdateAsync(path, new JsonObject { ["Timeout"] = TimeoutSeconds }, cancellationToken);
            change = Change.Updated;
        }

        report.Say(change, $"function {name}");
    }
}
