using System.CommandLine;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebhookSystem.Client.Consume;
using WebhookSystem.Contracts;
using WebhookSystem.ServiceDefaults;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Consumer;

/// <summary>The command line, and the consumer made from it.</summary>
internal static class ConsumerCommand
{
    private static readonly Option<bool> Quiet = new("--quiet")
    {
        Description = "A line a second instead of a line for each event",
    };

    private static readonly Option<bool> Fetch = new("--fetch")
    {
        Description = "Fetch and check the bodies that lie in S3",
    };

    public static RootCommand Build()
    {
        var command = new RootCommand(
            $"Reads {Topology.Queues.Ordered} and checks that each key's events come in order and without gaps. Finds "
            + "AWS as its SDK does: AWS_ENDPOINT_URL, region and credentials from the environment or the profile.")
        {
            Quiet, Fetch,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult given, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddServiceDefaults("consumer");
        builder.AddAwsClient<IAmazonSQS>();
        builder.AddAwsClient<IAmazonS3>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(Console.Out);
        builder.Services.AddSingleton<QueueUrls>();
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddSingleton<ConsumerTelemetry>();
        var ordinals = new OrdinalsInMemory();
        builder.Services.AddSingleton(ordinals).AddSingleton(new KeyOrder(ordinals));
        builder.Services.AddSingleton<Bodies>();
        builder.Services.AddSingleton(new ConsumerSettings(given.GetValue(Quiet), given.GetValue(Fetch)));
        builder.Services.AddHostedService<OrderedQueue>();

        using var host = builder.Build();
        if (!CanReachAws(host.Services))
            return 1;
        await host.StartAsync(cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        var journal = host.Services.GetRequiredService<Journal>();
        journal.WriteSummary();
        return journal.GapCount == 0 ? 0 : 1;
    }

    /// <summary>A client is not even made where region or credentials are missing.</summary>
    private static bool CanReachAws(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<IAmazonSQS>() is not null;
        }
        catch (AmazonClientException error)
        {
            Console.Error.WriteLine($"AWS cannot be used: {error.Message}");
            return false;
        }
    }
}

/// <param name="Quiet">A line a second instead of a line for each event.</param>
/// <param name="Fetch">Whether bodies that lie in S3 are fetched.</param>
internal sealed record ConsumerSettings(bool Quiet, bool Fetch);
