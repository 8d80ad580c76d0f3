using System.Text.RegularExpressions;

namespace WebhookSystem.Architecture.Tests;

/// <summary>Style as a test, over every source file: what is tidy stays so.</summary>
public sealed partial class Tidiness
{
    private const int FileLinesMax = 300;

    private static readonly Source[] Sources =
    [
        .. Repository.Files("*.cs").Concat(Repository.Files("*.razor"))
            .Select(path => new Source(path, File.ReadAllText(Repository.FullPath(path)))),
    ];

    /// <summary>What is let be, for what cannot be mended or is not yet: a number of places may only fall.</summary>
    private static readonly Exemption[] Exemptions =
    [
        new(UnfinishedWork, "tests/Architecture.Tests/Tidiness.cs", Places: 1, "it names the words"),
        new(OpenClass, "Dashboard/Keep/Views/Counts.cs", Places: 1, "all counts are counts and one member more"),
        new(OpenClass, "Dashboard/Keep/Views/EventRow.cs", Places: 1, "an event's detail is its row and more"),
    ];

    [Fact]
    public void A_line_has_at_most_120_characters() => AssertNowhere(LongLine, Sources);

    [Fact]
    public void A_file_has_at_most_300_lines() => AssertNone(
        Sources.Where(source => source.Lines > FileLinesMax).Select(source => $"{source.Path}:{source.Lines}"));

    [Fact]
    public void Nothing_is_left_for_later() => AssertNowhere(UnfinishedWork, Sources);

    [Fact]
    public void An_exception_that_is_caught_is_dealt_with() => AssertNowhere(SwallowedException, Sources);

    [Fact]
    public void Nobody_sleeps_on_a_thread() => AssertNowhere(SleepingThread, Sources);

    [Fact]
    public void A_path_of_one_machine_is_nowhere() => AssertNowhere(MachinePath, Sources);

    [Fact]
    public void A_class_of_the_product_is_sealed_static_or_abstract() =>
        AssertNowhere(OpenClass, Sources.Where(source => source.IsProduct));

    private static void AssertNowhere(Regex fault, IEnumerable<Source> sources) => AssertNone(
        from source in sources
        from line in source.LinesOf(fault)
        let letBe = Exemptions.FirstOrDefault(exemption => exemption.Covers(fault, source))
        group $"{source.Path}:{line}" by letBe into places
        where places.Count() > (places.Key?.Places ?? 0)
        from place in places
        select places.Key is { } exemption ? $"{place} ({exemption})" : place);

    private static void AssertNone(IEnumerable<string> places)
    {
        if (places.ToList() is { Count: > 0 } found)
            Assert.Fail(string.Join('\n', found));
    }

    [GeneratedRegex(@"^[^\r\n]{121,}", RegexOptions.Multiline)]
    private static partial Regex LongLine { get; }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex UnfinishedWork { get; }

    // Nothing at all in the block; or, where every exception is caught, nothing but comments.
    [GeneratedRegex(@"\bcatch\b[^{};]*\{\s*\}|\bcatch\s*(\(\s*(System\.)?Exception\b[^)]*\)\s*)?\{(\s|//[^\n]*\n)*\}")]
    private static partial Regex SwallowedException { get; }

    [GeneratedRegex(@"\bThread\.Sleep\b")]
    private static partial Regex SleepingThread { get; }

    [GeneratedRegex(@"(?<![\w.])/(home|root|tmp|work|Users)/|\b[A-Z]:\\")]
    private static partial Regex MachinePath { get; }

    [GeneratedRegex(
        @"^\ *(?!(\w+\ )*(sealed|static|abstract)\ )(\w+\ )*(public|internal)\ (\w+\ )*(class|record)\ (?!struct\b)\w",
        RegexOptions.Multiline)]
    private static partial Regex OpenClass { get; }

    private sealed record Source(string Path, string Text)
    {
        public int Lines => Text.Count('\n');

        public bool IsProduct => !Path.StartsWith("local/", StringComparison.Ordinal)
            && !Path.StartsWith("tests/", StringComparison.Ordinal);

        public IEnumerable<int> LinesOf(Regex fault) =>
            fault.Matches(Text).Select(match => Text.AsSpan(0, match.Index).Count('\n') + 1).Distinct();
    }

    private sealed record Exemption(Regex Fault, string Within, int Places, string Because)
    {
        public bool Covers(Regex fault, Source source) =>
            fault == Fault && source.Path.StartsWith(Within, StringComparison.Ordinal);

        public override string ToString() => $"at most {Places} in {Within}, because {Because}";
    }
}
