using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Start, stop and restart, which every process has.</summary>
internal static class LifecycleCommands
{
    private const string Start = "start";
    private const string Stop = "stop";
    private const string Restart = "restart";

    /// <summary>Commands are also known by the names they had before: <c>resource-start</c> is <c>start</c>.</summary>
    public static string PresentName(string commandName) => commandName switch
    {
        "resource-start" => Start,
        "resource-stop" => Stop,
        "resource-restart" => Restart,
        _ => commandName,
    };

    public static void AddTo(IResource resource)
    {
        resource.Annotations.Add(Command(
            Start, "Start", "Play", static (run, id, token) => run.StartAsync(id, token),
            static state => IsStopped(state) || state == KnownResourceStates.Waiting));
        resource.Annotations.Add(Command(
            Stop, "Stop", "Stop", static (run, id, token) => run.StopAsync(id, token), IsUp));
        resource.Annotations.Add(Command(
            Restart, "Restart", "ArrowCounterclockwise", static (run, id, token) => run.RestartAsync(id, token), IsUp));
    }

    private static ResourceCommandAnnotation Command(
        string name,
        string displayName,
        string icon,
        Func<ApplicationOrchestrator, string, CancellationToken, Task> execute,
        Func<string?, bool> isPossible) => new(
            name,
            displayName,
            async context =>
            {
                var orchestrator = context.ServiceProvider.GetRequiredService<ApplicationOrchestrator>();
                await execute(orchestrator, context.ResourceName, context.CancellationToken);
                return CommandResults.Success();
            },
            new()
            {
                IconName = icon,
                UpdateState = context => isPossible(context.ResourceSnapshot.State?.Text)
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Hidden,
            });

    private static bool IsStopped(string? state) =>
        KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted;

    private static bool IsUp(string? state) => state == KnownResourceStates.Running;
}
