using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WebhookSystem.Contracts;

namespace WebhookSystem.Fixtures.Rooms;

/// <summary>The stream by a pipe instead of the mapping that provisioning made.</summary>
internal static class StreamByPipe
{
    private const string Mappings = "2015-03-31/event-source-mappings/";

    public static async Task ReplaceMappingAsync(
        HttpClient http, ProvisionedAws aws, CancellationToken cancellationToken)
    {
        var stream = Topology.Functions.Stream;
        var arn = (await aws.DynamoDb.DescribeTableAsync(Topology.Table.Name, cancellationToken)).Table.LatestStreamArn;
        var found = await http.GetFromJsonAsync<JsonNode>(
            $"{Mappings}?EventSourceArn={Uri.EscapeDataString(arn)}", cancellationToken);
        foreach (var mapping in found!["EventSourceMappings"]!.AsArray())
        {
            using var deleted = await http.DeleteAsync($"{Mappings}{mapping!["UUID"]}", cancellationToken);
            deleted.EnsureSuccessStatusCode();
        }

        using var made = await http.PostAsJsonAsync("v1/pipes/webhook-stream", new
        {
            Source = arn,
            Target = $"arn:aws:lambda:us-east-1:000000000000:function:{stream.Function}",
            RoleArn = "arn:aws:iam::000000000000:role/pipe",
            SourceParameters = new
            {
                FilterCriteria = new { Filters = new[] { new { stream.Pattern } } },
                DynamoDBStreamParameters = new
                {
                    StartingPosition = "TRIM_HORIZON",
                    stream.BatchSize,
                    OnPartialBatchItemFailure = "AUTOMATIC_BISECT",
                },
            },
        }, PlainNames, cancellationToken);
        made.EnsureSuccessStatusCode();
    }

    private static readonly System.Text.Json.JsonSerializerOptions PlainNames = new() { PropertyNamingPolicy = null };
}
