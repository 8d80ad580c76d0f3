using System.Reflection;

namespace Aspire.Hosting;

/// <summary>What an application is built with.</summary>
public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    public string? AssemblyName { get; set; }

    public bool DisableDashboard { get; set; }

    public bool EnableResourceLogging { get; set; }

    public bool AllowUnsecuredTransport { get; set; }

    public string? DashboardApplicationName { get; set; }

    /// <summary>The AppHost project's directory, by default where the project was when it was built.</summary>
    public string? ProjectDirectory
    {
        get => field ?? (Assembly is null ? null : AppHostMetadata.ProjectDirectoryOf(Assembly));
        set;
    }

    internal Assembly? Assembly => AssemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(AssemblyName);
}
