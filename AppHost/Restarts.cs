using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WebhookSystem.AppHost;

/// <summary>Starts a process again that ended by itself, as Lambda or a service manager would.</summary>
internal static class Restarts
{
    private const string StartCommand = "start";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Recovered = TimeSpan.FromSeconds(30);

    extension(IResourceBuilder<ProjectResource> project)
    {
        public IResourceBuilder<ProjectResource> KeepRunning()
        {
            var pause = FirstPause;
            var lastStop = 0L;
            return project.OnResourceStopped(async (resource, stopped, _) =>
            {
                var stopping = stopped.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                if (stopping.IsCancellationRequested)
                    return;
                var ranFor = TimeProvider.System.GetElapsedTime(lastStop);
                pause = ranFor > Recovered
                    ? FirstPause
                    : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
                lastStop = TimeProvider.System.GetTimestamp();
                try
                {
                    await Task.Delay(pause, stopping);
                    var commands = stopped.Services.GetRequiredService<ResourceCommandService>();
                    await commands.ExecuteCommandAsync(resource, StartCommand, stopping);
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    // The whole application ends: nothing is to be started again.
                }
            });
        }
    }
}
