using System.Xml.Linq;

namespace WebhookSystem.Architecture.Tests;

/// <summary>
/// The product, what stands in for the outside, and the proof never mix: held over every project file.
/// </summary>
public sealed class Zones
{
    private static readonly string[] Stages = ["Ingress", "Processor", "Orderer", "Dispatcher"];
    private static readonly string[] Shared = ["Contracts", "ServiceDefaults", "EventPatterns"];

    private static Dictionary<string, string[]> Projects { get; } =
        Repository.Files("*.csproj").ToDictionary(path => path, ReferencesOf);

    [Fact]
    public void A_stage_knows_the_shared_words_and_no_other_stage() => Assert.All(
        Projects.Where(project => Stages.Contains(NameOf(project.Key)) && !project.Key.Contains("tests/")),
        project => Assert.All(project.Value, reference => Assert.Contains(
            NameOf(reference), NameOf(project.Key) == "Ingress" ? [.. Shared, "Verification"] : Shared)));

    [Fact]
    public void Only_Lean_composes_two_stages() => Assert.All(
        Projects.Where(project => !IsProof(project.Key) && NameOf(project.Key) != "AppHost"),
        project => Assert.Equal(
            NameOf(project.Key) == "Lean" ? ["Ingress", "Processor"] : [],
            project.Value.Select(NameOf).Where(Stages.Contains)));

    [Fact]
    public void What_consumers_of_the_events_use_knows_the_contracts_only() =>
        Assert.Equal(["Contracts/Contracts.csproj"], Projects["Client/Client.csproj"]);

    [Fact]
    public void Only_the_app_host_and_the_proof_name_projects_of_local() => Assert.All(
        Projects.Where(project => !IsProof(project.Key) && !project.Key.StartsWith("local/", StringComparison.Ordinal)
            && NameOf(project.Key) != "AppHost"),
        project => Assert.DoesNotContain(
            project.Value, reference => reference.StartsWith("local/", StringComparison.Ordinal)));

    [Fact]
    public void Only_the_proof_names_the_app_host() => Assert.All(
        Projects.Where(project => !IsProof(project.Key)),
        project => Assert.DoesNotContain(project.Value, reference => NameOf(reference) == "AppHost"));

    [Fact]
    public void No_project_file_names_a_stand_in() => Assert.All(
        Projects, project => Assert.DoesNotContain(
            project.Value, reference => reference.StartsWith("local/StandIns/", StringComparison.Ordinal)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.FullPath("WebhookSystem.sln")).Replace('\\', '/');

        Assert.All(Projects.Keys, path => Assert.Contains($"\"{path}\"", solution));
    }

    private static bool IsProof(string path) =>
        path.StartsWith("tests/", StringComparison.Ordinal) || path.StartsWith("bench/", StringComparison.Ordinal);

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static string[] ReferencesOf(string path)
    {
        var folder = Path.GetDirectoryName(Repository.FullPath(path))!;
        return [.. XDocument.Load(Repository.FullPath(path)).Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(reference.Attribute("Include")!.Value, folder))
            .Select(included => Path.GetRelativePath(Repository.Root, included).Replace('\\', '/'))];
    }
}
