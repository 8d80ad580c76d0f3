using System.Collections.Concurrent;

namespace WebhookSystem.AppHost.Tests;

/// <summary>Processes end, and come back when someone says so.</summary>
public sealed class Lifecycle
{
    [Fact]
    public async Task Killed_process_is_finished_with_its_exit_code_and_starts_again_by_command()
    {
        await using var app = await SampleApplication.StartAsync(builder => builder.AddProbe("probe"));
        await app.HealthyAsync("probe");
        var before = await app.ProcessOfAsync("probe");

        Processes.Kill(before);
        var ended = await app.ReachesAsync("probe", KnownResourceStates.Finished);
        var started = await app.CommandAsync("probe", "resource-start");
        await app.HealthyAsync("probe");

        Assert.NotEqual(0, ended.Snapshot.ExitCode);
        Assert.True(started.Success, started.Message);
        Assert.NotEqual(before, await app.ProcessOfAsync("probe"));
    }

    [Fact]
    public async Task Restart_is_another_process_at_the_same_address()
    {
        await using var app = await SampleApplication.StartAsync(builder => builder.AddProbe("probe"));
        await app.HealthyAsync("probe");
        var before = await app.ProcessOfAsync("probe");

        await app.CommandAsync("probe", "resource-restart");
        await app.HealthyAsync("probe");

        Assert.NotEqual(before, await app.ProcessOfAsync("probe"));
    }

    [Fact]
    public async Task Stopped_process_ends_by_itself_and_says_so()
    {
        var stopped = new TaskCompletionSource<int?>();
        await using var app = await SampleApplication.StartAsync(builder => builder.AddProbe("probe")
            .OnResourceStopped((_, @event, _) =>
            {
                stopped.SetResult(@event.ResourceEvent.Snapshot.ExitCode);
                return Task.CompletedTask;
            }));
        await app.HealthyAsync("probe");

        await app.CommandAsync("probe", "resource-stop");

        Assert.Equal(0, await stopped.Task.WaitAsync(app.Token));
    }

    [Fact]
    public async Task Who_is_needed_stops_last()
    {
        ConcurrentQueue<string> stopped = [];
        Task NoteAsync(IResource resource)
        {
            stopped.Enqueue(resource.Name);
            return Task.CompletedTask;
        }

        await using (var app = await SampleApplication.StartAsync(builder =>
        {
            var needed = builder.AddProbe("needed").OnResourceStopped((resource, _, _) => NoteAsync(resource));
            builder.AddProbe("needing").WithReference(needed)
                .OnResourceStopped((resource, _, _) => NoteAsync(resource));
        }))
        {
            await app.HealthyAsync("needed");
            await app.HealthyAsync("needing");
        }

        Assert.Equal(["needing", "needed"], stopped);
    }

    [Fact]
    public async Task Explicit_start_waits_for_the_command()
    {
        await using var app = await SampleApplication.StartAsync(
            builder => builder.AddProbe("probe").WithExplicitStart());
        await app.ReachesAsync("probe", KnownResourceStates.NotStarted);

        await app.CommandAsync("probe", "resource-start");

        await app.HealthyAsync("probe");
    }

    [Fact]
    public async Task Replicas_are_processes_of_their_own()
    {
        await using var app = await SampleApplication.StartAsync(builder => builder
            .AddProject<Projects.Sample_Probe>("twice", launchProfileName: null).WithArgs("exit", "0").WithReplicas(2));
        HashSet<string> ended = [];

        await app.Notifications.WaitForResourceAsync(
            "twice",
            change => change.Snapshot.State?.Text == KnownResourceStates.Finished
                && ended.Add(change.ResourceId) && ended.Count == 2,
            app.Token);

        Assert.All(ended, id => Assert.Matches("^twice-[a-z]{8}$", id));
    }

    [Fact]
    public async Task Command_of_ones_own_is_executed_with_the_process_id_as_name()
    {
        await using var app = await SampleApplication.StartAsync(builder => builder.AddProbe("probe").WithCommand(
            "greet",
            "Greet",
            context => Task.FromResult(CommandResults.Failure(context.ResourceName)),
            new CommandOptions { IsHighlighted = true }));
        await app.HealthyAsync("probe");

        var greeted = await app.CommandAsync("probe", "greet");
        var unknown = await app.CommandAsync("probe", "no-such-command");

        Assert.StartsWith("probe-", greeted.Message);
        Assert.False(unknown.Success);
    }
}
