using System.Text.RegularExpressions;

namespace WebhookSystem.Verification.Tests.Hostile;

/// <summary>The page names the test for each attack, and there is such a test.</summary>
public sealed partial class Battery
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "verification.md"));

    private static readonly Dictionary<string, string> Classes = Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
        .GroupBy(path => Path.GetFileNameWithoutExtension(path))
        .ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)));

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        var named = Names().Matches(Page).Select(name => (Class: name.Groups[1].Value, Method: name.Groups[2].Value))
            .ToList();

        Assert.True(named.Count > 40);
        Assert.All(named, test => Assert.Contains(
            $" {test.Method}(", Classes.GetValueOrDefault(test.Class, ""), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`([A-Z][A-Za-z]+)\.([A-Z][A-Za-z0-9_]+_[A-Za-z0-9_]+)`")]
    private static partial Regex Names();
}
