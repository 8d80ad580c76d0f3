using System.Text;
using WebhookSystem.Verify;

namespace WebhookSystem.Verification.Tests;

/// <summary>The tool judges a request that was written down.</summary>
public sealed class SavedRequests : IDisposable
{
    private const string Secret = "a-secret";
    private const string Body = "{\"id\":1}\n";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Is_read_as_it_came(string lineEnd)
    {
        var text = $"POST /in?a=1 HTTP/1.1{lineEnd}Host: a.example{lineEnd}X-A: b: c{lineEnd}{lineEnd}{Body}";

        var request = SavedRequest.Parse(Encoding.UTF8.GetBytes(text), null);

        Assert.Equal(("POST", "https://a.example/in?a=1"), (request.Address.Method, request.Address.Url));
        Assert.Equal(Body, Encoding.UTF8.GetString(request.Body.Span));
        Assert.Equal((1, "b: c"), (request.Headers.Read("x-a", out var value), value));
    }

    [Fact]
    public void The_registered_address_counts_and_the_request_s_own_query()
    {
        var bytes = "GET /in?a=1 HTTP/1.1\nHost: inside\n\n"u8.ToArray();

        Assert.Equal("https://b.example/x?a=1", SavedRequest.Parse(bytes, "https://b.example/x").Address.Url);
        Assert.Equal("https://b.example/x?c=2", SavedRequest.Parse(bytes, "https://b.example/x?c=2").Address.Url);
    }

    [Fact]
    public void Is_judged_by_provider_or_by_source_and_the_status_says_how()
    {
        var file = Path.Combine(_folder, "request");
        var sources = Path.Combine(_folder, "sources.json");
        var signature = Verifier.Sign(Catalogue.Providers["github"], Encoding.UTF8.GetBytes(Body), Secret, "", "");
        File.WriteAllText(file, $"POST /hooks/shop HTTP/1.1\nX-Hub-Signature-256: sha256={signature}\n\n{Body}");
        File.WriteAllText(sources, """{"sources":{"shop":{"provider":"github"}}}""");
        File.WriteAllText(Path.Combine(_folder, "secret"), Secret + "\n");

        Assert.Equal(0, Run("--request", file, "--provider", "github", "--secret", Secret));
        Assert.Equal(0, Run("--request", file, "--provider", "github", "--secret", "old", "--secret", Secret));
        Assert.Equal(0, Run(
            "--request", file, "--source", "shop", "--sources", sources,
            "--secret-file", Path.Combine(_folder, "secret")));
        Assert.Equal(1, Run("--request", file, "--provider", "github", "--secret", "another"));
        Assert.Equal(2, Run("--request", file, "--provider", "nobody", "--secret", Secret));
        Assert.Equal(2, Run("--request", file));
        Assert.Equal(2, Run("--request", sources, "--provider", "github", "--secret", Secret));
        Assert.Equal(2, Run());
    }

    private static int Run(params string[] arguments) => VerifyCommand.Build().Parse(arguments).Invoke();
}
