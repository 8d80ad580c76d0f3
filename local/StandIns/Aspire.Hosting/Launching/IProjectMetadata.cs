using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Where a project is, and how it is launched.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    string ProjectPath { get; }

    /// <summary>Launch settings that take the place of the project's file.</summary>
    LaunchSettings? LaunchSettings => null;

    bool SuppressBuild => false;
}

/// <summary>How a project is launched.</summary>
public class ProjectResourceOptions
{
    public string? LaunchProfileName { get; set; }

    public bool ExcludeLaunchProfile { get; set; }
}
