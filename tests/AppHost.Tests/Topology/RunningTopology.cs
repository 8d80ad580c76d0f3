using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebhookSystem.AppHost.Tests.Topology;

/// <summary>
/// The whole topology, started once through the testing API, at free ports and without the demonstration.
/// </summary>
public sealed class RunningTopology : IAsyncLifetime
{
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly JsonEventFormatter Formatter = new();

    private readonly List<CloudEvent> _received = [];
    private readonly SemaphoreSlim _receiving = new(1);
    private readonly string _data = Directory.CreateTempSubdirectory("webhooks-").FullName;
    private DistributedApplication? _app;
    private IAmazonSQS? _sqs;
    private string? _ordered;

    public DistributedApplication App =>
        _app ?? throw new InvalidOperationException("The topology has not been started.");

    public HttpClient Ingress => App.CreateHttpClient("ingress");

    public HttpClient Dashboard => App.CreateHttpClient("dashboard");

    public IAmazonS3 S3 => Aws.CreateServiceClient<IAmazonS3>();

    public IAmazonSQS Sqs() => Aws.CreateServiceClient<IAmazonSQS>();

    private AWSOptions Aws => new()
    {
        Credentials = new BasicAWSCredentials("test", "test"),
        Region = Amazon.RegionEndpoint.USEast1,
        DefaultClientConfig =
        {
            ServiceURL = App.GetEndpoint("localaws", "http").ToString().Replace("localhost", "127.0.0.1"),
        },
    };

    public async ValueTask InitializeAsync()
    {
        using var deadline = new CancellationTokenSource(StartTimeMax);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--Demo:Enabled=false", $"--LocalAws:Data={_data}"], deadline.Token);
        builder.Services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.Warning));
        _app = await builder.BuildAsync(deadline.Token);
        await _app.StartAsync(deadline.Token);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("dashboard", deadline.Token);
        _sqs = Aws.CreateServiceClient<IAmazonSQS>();
        _ordered = (await _sqs.GetQueueUrlAsync("webhook-ordered.fifo", deadline.Token)).QueueUrl;
    }

    public async ValueTask DisposeAsync()
    {
        _sqs?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>
    /// Reads the ordered queue until that many events of the source and key are there; all of them, as they came.
    /// </summary>
    public async Task<IReadOnlyList<CloudEvent>> ReceiveAsync(
        string source, string key, int count, TimeSpan? patience = null)
    {
        using var deadline = new CancellationTokenSource(patience ?? TimeSpan.FromMinutes(2));
        var name = $"/webhooks/{source}/{Uri.EscapeDataString(key)}";
        while (true)
        {
            await _receiving.WaitAsync(deadline.Token);
            try
            {
                var mine = _received.Where(received => received.Source?.OriginalString == name).ToList();
                if (mine.Count >= count)
                    return mine;
                await ReceiveSomeAsync(deadline.Token);
            }
            finally
            {
                _receiving.Release();
            }
        }
    }

    /// <summary>Asks the dashboard until it answers as it should.</summary>
    public async Task<JsonNode> AskAsync(string path, Func<JsonNode, bool> until)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var turn = new PeriodicTimer(BetweenLooks);
        using var client = Dashboard;
        while (true)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), deadline.Token);
            if (answer.IsSuccessStatusCode
                && await answer.Content.ReadFromJsonAsync<JsonNode>(deadline.Token) is { } node && until(node))
                return node;
            await turn.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>The process that runs a resource now.</summary>
    public int ProcessOf(string resource) =>
        App.ResourceNotifications.TryGetCurrentState(resource, out var state)
        && state.Snapshot.Properties.SingleOrDefault(property => property.Name == "executable.pid")?.Value is int id
            ? id
            : throw new InvalidOperationException($"'{resource}' does not run.");

    private async Task ReceiveSomeAsync(CancellationToken cancellationToken)
    {
        var answer = await _sqs!.ReceiveMessageAsync(
            new ReceiveMessageRequest(_ordered) { MaxNumberOfMessages = 10, WaitTimeSeconds = 1 }, cancellationToken);
        foreach (var message in answer.Messages ?? [])
        {
            var received = Formatter.DecodeStructuredModeMessage(
                System.Text.Encoding.UTF8.GetBytes(message.Body), new("application/cloudevents+json"), null);
            _received.Add(received.IsValid
                ? received
                : throw new JsonException($"This is no CloudEvent: {message.Body}"));
            await _sqs.DeleteMessageAsync(_ordered, message.ReceiptHandle, cancellationToken);
        }
    }
}
