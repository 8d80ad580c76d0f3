namespace WebhookSystem.AppHost.Tests;

/// <summary>A resource starts when what it waits for has come as far as it asked, and not before.</summary>
public sealed class Waiting
{
    [Fact]
    public async Task WaitFor_starts_after_the_other_is_healthy_and_its_listeners_are_done()
    {
        var heard = new TaskCompletionSource<string?>();
        await using var app = await SampleApplication.StartAsync(builder =>
        {
            var first = builder.AddProbe("first").OnResourceReady((_, ready, _) =>
            {
                var notifications = (ResourceNotificationService)ready.Services
                    .GetService(typeof(ResourceNotificationService))!;
                heard.SetResult(notifications.TryGetCurrentState("second", out var second)
                    ? second.Snapshot.State?.Text
                    : null);
                return Task.CompletedTask;
            });
            builder.AddProbe("second").WaitFor(first);
        });

        await app.HealthyAsync("second");

        Assert.Equal(KnownResourceStates.Waiting, await heard.Task);
    }

    [Fact]
    public async Task WaitForStart_does_not_ask_for_health()
    {
        await using var app = await SampleApplication.StartAsync(builder =>
        {
            var never = builder.AddProbe("never").WithHttpHealthCheck("/health", statusCode: 418);
            builder.AddProbe("second").WaitForStart(never);
        });

        await app.HealthyAsync("second");

        var never = await app.ReachesAsync("never", KnownResourceStates.Running);
        Assert.NotEqual("Healthy", never.Snapshot.HealthStatus?.ToString());
    }

    [Fact]
    public async Task WaitForCompletion_starts_after_the_exit_code_asked_for()
    {
        await using var app = await SampleApplication.StartAsync(builder =>
        {
            var once = builder.AddEndingProbe("once", exitCode: 3);
            builder.AddProbe("second").WaitForCompletion(once, exitCode: 3);
        });

        await app.HealthyAsync("second");

        var once = await app.ReachesAsync("once", KnownResourceStates.Finished);
        Assert.Equal(3, once.Snapshot.ExitCode);
    }

    [Fact]
    public async Task WaitForCompletion_fails_on_another_exit_code()
    {
        await using var app = await SampleApplication.StartAsync(builder =>
        {
            var once = builder.AddEndingProbe("once", exitCode: 3);
            builder.AddProbe("second").WaitForCompletion(once);
        });

        await app.ReachesAsync("second", KnownResourceStates.FailedToStart);
    }

    [Fact]
    public async Task WaitFor_fails_when_the_other_does_not_start()
    {
        await using var app = await SampleApplication.StartAsync(builder =>
        {
            var nothing = builder.AddExecutable("nothing", "no-such-program-anywhere", ".");
            builder.AddProbe("second").WaitFor(nothing);
        });

        await app.ReachesAsync("nothing", KnownResourceStates.FailedToStart);
        await app.ReachesAsync("second", KnownResourceStates.FailedToStart);
    }

    [Fact]
    public async Task Waiting_for_health_ends_when_the_process_does_or_was_never_there()
    {
        await using var app = await SampleApplication.StartAsync(builder =>
            builder.AddEndingProbe("dead", exitCode: 1).WithHttpEndpoint().WithHttpHealthCheck("/health"));

        await Assert.ThrowsAsync<DistributedApplicationException>(() => app.HealthyAsync("dead"));
        await Assert.ThrowsAsync<DistributedApplicationException>(() => app.HealthyAsync("nobody"));
    }
}
