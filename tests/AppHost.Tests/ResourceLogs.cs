using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebhookSystem.AppHost.Tests;

/// <summary>What a process writes can be read in its own log and in the AppHost's.</summary>
public sealed class ResourceLogs
{
    [Fact]
    public async Task Line_of_a_process_stands_in_its_log_and_under_its_category()
    {
        var lines = new Lines();
        await using var app = await SampleApplication.StartAsync(builder =>
        {
            builder.Services.AddSingleton<ILoggerProvider>(lines);
            builder.AddProbe("probe");
        });
        var probe = (await app.HealthyAsync("probe")).ResourceId;
        using var client = app.Client("probe");

        using var answer = await client.PostAsync(new Uri("/write/hello", UriKind.Relative), null, app.Token);
        await foreach (var batch in app.Logs.WatchAsync(probe).WithCancellation(app.Token))
        {
            if (batch.Any(line => line.Content.EndsWith("hello", StringComparison.Ordinal)))
                break;
        }

        Assert.Contains(lines.Written, static line => line.Category == "Sample.AppHost.Resources.probe"
            && line.Text.EndsWith(": hello", StringComparison.Ordinal));
    }

    private sealed class Lines : ILoggerProvider
    {
        public ConcurrentQueue<(string Category, string Text)> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(Lines lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter) =>
                lines.Written.Enqueue((category, formatter(state, exception)));
        }
    }
}
