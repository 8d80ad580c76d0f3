using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An application that has no AppHost: the test describes it.</summary>
internal sealed class StandaloneBuild(
    string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : BuildObserver
{
    private DistributedApplication? _application;

    public override Task Finished => Task.CompletedTask;

    public TestingBuilder Begin()
    {
        var outer = Current;
        Current = this;
        try
        {
            var builder = new DistributedApplicationBuilder(new() { Args = args });
            TestDefaults.AddPatientClients(builder.Services);
            return new(builder, _ => Task.FromResult(_application = builder.Build()), EndAsync);
        }
        finally
        {
            Current = outer;
        }
    }

    public override void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        TestDefaults.Apply(options, settings, args, Assembly.GetEntryAssembly()!);
        configure(options, settings);
    }

    public override void Building(DistributedApplicationBuilder builder)
    {
    }

    public override void Built(DistributedApplication application)
    {
    }

    private ValueTask EndAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;
}
