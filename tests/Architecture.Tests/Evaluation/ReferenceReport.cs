using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace WebhookSystem.Architecture.Tests;

/// <summary>What a project refers to, after every import and condition was evaluated by MSBuild itself.</summary>
internal sealed record EvaluatedReferences(string[] Packages, string[] Projects);

/// <summary>
/// Evaluates projects in one of the two modes. The Aspire SDK need not be on this machine's feed, and a project that
/// imports it could then not even be opened in official mode: it is asked as a copy without those two imports.
/// </summary>
internal static class ReferenceReport
{
    private const string AspireSdk = "Aspire.AppHost.Sdk";

    public static async Task<Dictionary<string, EvaluatedReferences>> EvaluateAsync(
        string root, IEnumerable<string> projects, bool official, CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("references-");
        try
        {
            Dictionary<string, string> asked = projects.ToDictionary(
                project => WithoutAspireSdk(Path.Combine(root, project), official, work));
            var list = Path.Combine(work.FullName, "asked.txt");
            await File.WriteAllLinesAsync(list, asked.Keys, cancellationToken);
            var answers = await AskAsync(root, list, official, cancellationToken);
            return asked.ToDictionary(
                pair => pair.Value,
                pair => new EvaluatedReferences(Of(answers, pair.Key, "Package"), Of(answers, pair.Key, "Project")));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>The imports of the Aspire SDK that a project file holds.</summary>
    public static XElement[] AspireImportsOf(XDocument project) =>
        [.. project.Descendants("Import").Where(import => (string?)import.Attribute("Sdk") == AspireSdk)];

    private static string WithoutAspireSdk(string project, bool official, DirectoryInfo work)
    {
        var document = XDocument.Load(project);
        var imports = AspireImportsOf(document);
        if (!official || imports.Length == 0)
            return project;

        foreach (var import in imports)
            import.Remove();
        var folder = work.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        var copy = Path.Combine(folder.FullName, Path.GetFileName(project));
        document.Save(copy);
        return copy;
    }

    private static string[] Of(JsonArray answers, string project, string kind) =>
    [
        .. answers.Where(answer => (string?)answer!["Of"] == project && (string?)answer["Kind"] == kind)
            .Select(answer => (string)answer!["Identity"]!),
    ];

    private static async Task<JsonArray> AskAsync(
        string root, string list, bool official, CancellationToken cancellationToken)
    {
        var driver = Path.Combine(root, "tests", "Architecture.Tests", "Evaluation", "References.proj");
        using var msbuild = Process.Start(new ProcessStartInfo("dotnet",
        [
            "msbuild", driver, "-nodeReuse:false", "-getTargetResult:Report", $"-p:Asked={list}",
            $"-p:Official={official}", $"-p:Root={Path.TrimEndingDirectorySeparator(root)}/",
        ])
        { RedirectStandardOutput = true })!;
        var output = await msbuild.StandardOutput.ReadToEndAsync(cancellationToken);
        await msbuild.WaitForExitAsync(cancellationToken);
        Assert.True(msbuild.ExitCode == 0, output);
        return JsonNode.Parse(output)!["TargetResults"]!["Report"]!["Items"]!.AsArray();
    }
}
