using Microsoft.Extensions.Logging;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

public sealed class Configurations
{
    [Fact]
    public async Task Every_provider_that_is_not_in_the_catalogue_is_named_with_those_that_are_alike()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """
            { "sources": { "a": { "provider": "strype" }, "b": { "provider": "github" }, "c": { "provider": "?" } } }
            """, TestContext.Current.CancellationToken);

        var refusal = Assert.Throws<SourcesFileException>(() => IngressServer.Build(["--Sources:File", file]));

        File.Delete(file);
        Assert.Equal(2, refusal.Faults.Count);
        var faults = refusal.Faults.Order(StringComparer.Ordinal).ToArray();
        Assert.StartsWith("/sources/a/provider: 'strype'", faults[0]);
        Assert.StartsWith("/sources/c/provider: '?'", faults[1]);
        Assert.Contains("stripe, stych", faults[0]);
    }

    [Fact]
    public async Task A_key_that_nobody_signs_is_refused_unless_that_is_accepted_which_is_loud()
    {
        const string keys = """["body:/id", "header:X-GitHub-Hook-ID"]""";
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, $$"""{ "sources": { "a": { "provider": "github", "key": {{keys}} } } }""",
            TestContext.Current.CancellationToken);
        var refusal = Assert.Throws<SourcesFileException>(() => IngressServer.Build(["--Sources:File", file]));
        await File.WriteAllTextAsync(
            file, $$"""{ "sources": { "a": { "provider": "github", "unsignedKey": "accept", "key": {{keys}} } } }""",
            TestContext.Current.CancellationToken);

        using var witness = new Witness();
        await using var room = IngressServer.Build(
            ["--Sources:File", file], builder => builder.Logging.AddProvider(witness));

        File.Delete(file);
        Assert.StartsWith(
            "/sources/a/key: github does not sign header:X-GitHub-Hook-ID.", Assert.Single(refusal.Faults));
        Assert.Contains(
            witness.Words, word => word.Contains("SEND IT AGAIN UNDER ANOTHER KEY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_repository_s_own_sources_can_be_used_as_they_are()
    {
        await using var room = IngressServer.Build(["--urls", "http://127.0.0.1:0"]);

        Assert.NotNull(room);
    }
}
