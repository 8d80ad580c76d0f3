using WebhookSystem.Contracts.Sources;

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
    public async Task The_repository_s_own_sources_can_be_used_as_they_are()
    {
        await using var room = IngressServer.Build(["--urls", "http://127.0.0.1:0"]);

        Assert.NotNull(room);
    }
}
