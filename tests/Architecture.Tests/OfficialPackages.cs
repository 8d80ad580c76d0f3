using System.Xml.Linq;

namespace WebhookSystem.Architecture.Tests;

/// <summary>One switch chooses between official packages and stand-ins, for every project and completely.</summary>
public sealed class OfficialPackages
{
    private static readonly string StandIns = Repository.FullPath("local/StandIns") + "/";

    private static readonly string[] Projects = [.. Repository.Files("*.csproj")];

    [Fact]
    public async Task Official_mode_refers_to_the_packages_named_and_to_no_stand_in()
    {
        var evaluated = await ReferenceReport.EvaluateAsync(
            Repository.Root, Projects, official: true, TestContext.Current.CancellationToken);

        Assert.All(evaluated, project =>
        {
            var named = IsStandIn(project.Key) ? [] : NamedIn(project.Key).Concat(NamedIn("Directory.Build.props"));
            Assert.Equivalent(named.Distinct(), project.Value.Packages, strict: true);
            Assert.DoesNotContain(project.Value.Projects, IsUnderStandIns);
        });
    }

    [Fact]
    public async Task Default_mode_puts_every_stand_in_in_its_packages_place()
    {
        var names = Projects.Where(IsStandIn).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var evaluated = await ReferenceReport.EvaluateAsync(
            Repository.Root, Projects, official: false, TestContext.Current.CancellationToken);

        Assert.All(evaluated, project =>
        {
            Assert.DoesNotContain(project.Value.Packages, names.Contains);
            Assert.Equivalent(
                NamedIn(project.Key).Where(names.Contains),
                project.Value.Projects.Where(IsUnderStandIns).Select(Path.GetFileNameWithoutExtension),
                strict: true);
        });
    }

    [Fact]
    public void Every_package_named_has_its_version_in_one_place()
    {
        var versions = XDocument.Load(Repository.FullPath("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(version => version.Attribute("Include")!.Value).ToHashSet();

        Assert.All(
            Projects.Where(project => !IsStandIn(project)),
            project => Assert.Subset(versions, NamedIn(project).ToHashSet()));
    }

    [Fact]
    public void An_AppHost_takes_the_official_SDK_with_the_switch_and_only_then()
    {
        XDocument[] appHosts = [.. Projects.Select(project => XDocument.Load(Repository.FullPath(project)))
            .Where(document => document.Descendants("IsAspireHost").Any())];

        Assert.NotEmpty(appHosts);
        Assert.All(appHosts, appHost => Assert.Equal(
            ["Sdk.props $(AspireVersion) '$(OfficialPackages)' == 'true'",
                "Sdk.targets $(AspireVersion) '$(OfficialPackages)' == 'true'"],
            ReferenceReport.AspireImportsOf(appHost).Select(import => string.Join(
                ' ',
                import.Attribute("Project")?.Value,
                import.Attribute("Version")?.Value,
                import.Attribute("Condition")?.Value))));
    }

    private static bool IsStandIn(string project) => project.StartsWith("local/StandIns/", StringComparison.Ordinal);

    private static bool IsUnderStandIns(string path) =>
        path.Replace('\\', '/').StartsWith(StandIns.Replace('\\', '/'), StringComparison.Ordinal);

    private static IEnumerable<string> NamedIn(string file) => XDocument.Load(Repository.FullPath(file))
        .Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);
}
