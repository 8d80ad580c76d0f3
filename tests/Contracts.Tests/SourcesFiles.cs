using System.Reflection;
using System.Text;
using System.Text.Json;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Contracts.Tests;

public sealed class SourcesFiles
{
    private static readonly string Root = typeof(SourcesFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    [Fact]
    public void The_shipped_file_has_the_five_sources()
    {
        var file = SourcesFile.Load(Path.Combine(Root, "sources.json"));

        Assert.Equal(["github", "shopify", "slack", "standard", "stripe"], file.Sources.Keys.Order());
        Assert.Equal(1, file.Sources["standard"].Start);
        Assert.Equal(OrderingMode.Sequence, file.Sources["standard"].Mode);
    }

    [Theory]
    [InlineData("""{"provider":"p","hodl":"2s"}""", "/sources/s/hodl: no such setting")]
    [InlineData("""{"provider":"p","hold":"2 s"}""", "/sources/s/hold: a duration")]
    [InlineData("""{"provider":"p","hold":"999999999h"}""", "/sources/s/hold: a duration")]
    [InlineData("""{"provider":"p","key":"data.id"}""", "/sources/s/key: body:/json/pointer")]
    [InlineData("""{"provider":"p","key":"body:/a~2"}""", "/sources/s/key: body:/json/pointer")]
    [InlineData("""{"provider":"p","mode":"sequence"}""", "/sources/s/position: wanted")]
    [InlineData("""{"provider":"p","mode":"Sequence"}""", "/sources/s/mode: one of sequence, timestamp, arrival")]
    [InlineData("""{"provider":"p","start":1.5}""", "/sources/s/start: an integer")]
    [InlineData("""{"provider":"p","maxHeld":0}""", "/sources/s/maxHeld: an integer from 1")]
    [InlineData("""{"provider":"p","identity":"none"}""", "/sources/s/identity: one of key, source")]
    [InlineData("""{"provider":"p","mark":"guessed"}""", "/sources/s/mark: one of written, inferred")]
    [InlineData("""{"provider":"p","late":"drop"}""", "/sources/s/late: one of deliver, quarantine")]
    [InlineData("""{"provider":"p","ranks":["a"]}""", "/sources/s/ranks: an object of patterns")]
    [InlineData("""{"provider":"p","ranks":{"*.created":1000}}""", "/sources/s/ranks/*.created: an integer from -100")]
    [InlineData("""{}""", "/sources/s/provider: wanted")]
    [InlineData("""7""", "/sources/s: an object")]
    public void A_fault_is_named_with_its_place_and_its_cure(string source, string fault) =>
        Assert.Contains(fault, Refused($$$"""{"sources":{"s":{{{source}}} } }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "'sources'")]
    [InlineData("{\"sources\":\n{\"a\":{\"provider\":\"\\ud800\"}}}", "line 2: half a character")]
    [InlineData("{\"sources\":{\"a\":{\"provider\":\"p\",\n\n\"ho\\udc00ld\":1}}}", "line 3: half a character")]
    [InlineData("""{"sources":{"A#b":{"provider":"p"}}}""", "a name is 1 to 64")]
    [InlineData("""{"sources":{"a":{"provider":"p"},"a":{"provider":"p"}}}""", "named twice")]
    public void A_broken_file_is_refused(string json, string fault) =>
        Assert.Contains(fault, Refused(json), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"default":{"pattern":{}}}""", "/routes/default: the default route takes everything")]
    [InlineData("""{"A":{"pattern":{}}}""", "/routes/A: a name is 1 to 48")]
    [InlineData("""{"a":{}}""", "/routes/a: an object with a member 'pattern'")]
    [InlineData("""{"a":{"pattern":{},"queue":"q"}}""", "/routes/a/queue: no such setting")]
    [InlineData("""{"a":{"pattern":{}},"a":{"pattern":{}}}""", "/routes/a: named twice")]
    [InlineData("""[]""", "/routes: an object of routes")]
    public void A_broken_route_is_refused(string routes, string fault) => Assert.Contains(
        fault, Refused($$"""{"sources":{},"routes":{{routes}}}"""), StringComparison.Ordinal);

    [Fact]
    public void Types_are_ranked_by_the_first_pattern_that_fits()
    {
        var file = SourcesFile.Parse("""
            {"sources":{"s":{"provider":"p","ranks":{"customer.created":-2,"*.created":-1,"*.deleted":1}}}}
            """u8.ToArray());

        var ranks = file.Sources["s"].Ranks;

        Assert.Equal([-2, -1, 0, 1], new[] { "customer.created", "a.b.created", "a.updated", "a.deleted" }
            .Select(ranks.Of));
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(2, Refused("""{"sources":{"a":{"hold":1,"provider":"p"},"b":{}}}""").Split('\n').Length);

    [Fact]
    public void The_schema_names_the_settings_that_are_read()
    {
        var file = Path.Combine(Root, "Contracts/Sources/sources.schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllBytes(file));
        var settings = schema.RootElement.GetProperty("$defs").GetProperty("source").GetProperty("properties")
            .EnumerateObject().Select(setting => setting.Name);

        var read = typeof(SourceConfiguration).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Where(name => name != "name");
        Assert.Equal(read.Order(), settings.Order());
    }

    private static string Refused(string json) =>
        Assert.Throws<SourcesFileException>(() => SourcesFile.Parse(Encoding.UTF8.GetBytes(json))).Message;
}
