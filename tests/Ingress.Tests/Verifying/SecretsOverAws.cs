using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Amazon.SecretsManager;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts;
using WebhookSystem.Fixtures;
using WebhookSystem.Ingress.Verify;

namespace WebhookSystem.Ingress.Tests.Verifying;

/// <summary>What the store is asked for, as a secret ages.</summary>
public sealed class SecretsOverAws : IAsyncLifetime
{
    private const string Source = "github";

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private ProvisionedAws _aws = null!;
    private IAmazonSecretsManager _secrets = null!;
    private SecretsManagerStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _aws = await ProvisionedAws.StartAsync(_time);
        _secrets = _aws.Options.CreateServiceClient<IAmazonSecretsManager>();
        _store = new(_secrets, _time);
        await _secrets.CreateSecretAsync(new() { Name = Topology.Secrets.NameFor(Source), SecretString = "first" });
    }

    public async ValueTask DisposeAsync()
    {
        _secrets.Dispose();
        await _aws.DisposeAsync();
    }

    [Fact]
    public async Task The_version_before_is_asked_for_only_while_it_counts()
    {
        await _secrets.PutSecretValueAsync(
            new() { SecretId = Topology.Secrets.NameFor(Source), SecretString = "second" });

        var early = await _store.FetchAsync(Source, TestContext.Current.CancellationToken);
        _time.Advance(Topology.Secrets.PreviousAccepted);
        var asked = await ReadsAsync();
        var late = await _store.FetchAsync(Source, TestContext.Current.CancellationToken);

        Assert.Equal(("second", "first"), (early.Current, early.Previous));
        Assert.Equal(("second", null), (late.Current, late.Previous));
        Assert.Equal(asked + 1, await ReadsAsync());
    }

    [Fact]
    public async Task A_secret_that_never_was_another_has_none_before()
    {
        var versions = await _store.FetchAsync(Source, TestContext.Current.CancellationToken);

        Assert.Equal(("first", null), (versions.Current, versions.Previous));
    }

    private async Task<long> ReadsAsync()
    {
        using var http = new HttpClient { BaseAddress = _aws.Endpoint };
        var ledger = await http.GetFromJsonAsync<JsonNode>("/_local/ledger", TestContext.Current.CancellationToken);
        return ledger!["calls"]!.AsArray()
            .Where(call => $"{call!["operation"]}" == "GetSecretValue").Sum(call => call!["count"]!.GetValue<long>());
    }
}
