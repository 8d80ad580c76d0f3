using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Watches, and holds up, an AppHost's Main that runs inside a test. It flows with the call, so that two applications
/// may be built at the same time.
/// </summary>
internal abstract class BuildObserver
{
    private static readonly AsyncLocal<BuildObserver?> Flowing = new();

    public static BuildObserver? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Completes when Main may come back from running the application.</summary>
    public abstract Task Finished { get; }

    public abstract void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    /// <summary>Main asks for the application; returns when it may have it.</summary>
    public abstract void Building(DistributedApplicationBuilder builder);

    public abstract void Built(DistributedApplication application);
}
