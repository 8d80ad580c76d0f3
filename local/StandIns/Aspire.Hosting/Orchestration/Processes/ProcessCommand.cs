using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The program that runs a resource, where, and with which arguments before the resource's own.</summary>
internal sealed record ProcessCommand(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory)
{
    public static ProcessCommand? Of(IResource resource, Assembly? appHost) => resource switch
    {
        ProjectResource project => OfProject(project.Annotations.OfType<IProjectMetadata>().Single(), appHost),
        ExecutableResource executable => new(executable.Command, [], executable.WorkingDirectory),
        _ => null,
    };

    // What the AppHost refers to was built with it and runs as it stands; anything else the SDK has to find.
    private static ProcessCommand OfProject(IProjectMetadata project, Assembly? appHost)
    {
        var directory = Path.GetDirectoryName(project.ProjectPath)!;
        var output = AppHostMetadata.OutputOf(project.GetType().Assembly, project.ProjectPath)
            ?? (appHost is null ? null : AppHostMetadata.OutputOf(appHost, project.ProjectPath));
        if (output is not null)
            return new(DotnetPath, ["exec", output], directory);

        string[] build = project.SuppressBuild ? ["--no-build"] : [];
        return new(
            DotnetPath, ["run", "--project", project.ProjectPath, .. build, "--no-launch-profile", "--"], directory);
    }

    /// <summary>The dotnet that runs this process, wherever it is installed.</summary>
    public static string DotnetPath { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(),
        "..",
        "..",
        "..",
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
