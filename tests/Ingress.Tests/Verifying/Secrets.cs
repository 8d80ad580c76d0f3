using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Observe;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Ingress.Verify;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Tests.Verifying;

/// <summary>A secret as it is made, changed, retired and out of reach, by a clock that the tests turn.</summary>
public sealed class Secrets
{
    private const string First = "first-secret";
    private const string Second = "second-secret";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{}");
    private static readonly KnownSource Source =
        new(new() { Name = "github", Provider = "github" }, Catalogue.Providers["github"], "1");

    private readonly FakeTimeProvider _time = new(IngressRoom.Start);
    private readonly MemorySecrets _store = new();
    private readonly Authenticity _authenticity;

    public Secrets()
    {
        _authenticity = new(_store, null!, Meters.SecretUses(), _time, NullLogger<SourceSecret>.Instance);
        _store.Versions["github"] = new(First, _time.GetUtcNow(), null);
    }

    [Fact]
    public async Task A_changed_secret_counts_at_once_and_the_one_before_goes_on_for_a_day()
    {
        await VerifyAsync(First);

        Rotate();

        Assert.Equal(Verdict.Genuine, await VerifyAsync(Second));
        Assert.Equal(Verdict.Genuine, await VerifyAsync(First));
        _time.Advance(Topology.Secrets.PreviousAccepted - TimeSpan.FromSeconds(1));
        Assert.Equal(Verdict.Genuine, await VerifyAsync(First));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Verdict.SignatureMismatch, await VerifyAsync(First));
        Assert.Equal(Verdict.Genuine, await VerifyAsync(Second));
    }

    [Fact]
    public async Task Each_use_is_counted_by_the_secret_s_name_and_stage_and_never_by_its_value()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var uses = new SecretUses(services.GetRequiredService<IMeterFactory>());
        var authenticity = new Authenticity(_store, null!, uses, _time, NullLogger<SourceSecret>.Instance);
        Rotate();
        foreach (var secret in new[] { First, Second, Second, "guessed" })
        {
            await authenticity.JudgeAsync(
                Source, Signed(secret), _time.GetUtcNow(), TestContext.Current.CancellationToken);
        }

        _time.Advance(TimeSpan.FromSeconds(7));
        await authenticity.JudgeAsync(Source, Signed(First), _time.GetUtcNow(), TestContext.Current.CancellationToken);

        var seen = new List<string>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>())
                listener.EnableMeasurementEvents(instrument);
        } };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            seen.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))} {value}"));
        meters.Start();
        meters.RecordObservableInstruments();

        var start = IngressRoom.Start.ToUnixTimeSeconds();
        Assert.Equal(
            [
                $"webhook.secret.last_used github webhooks/github AWSCURRENT {start}",
                $"webhook.secret.last_used github webhooks/github AWSPREVIOUS {start + 7}",
                "webhook.secret.used github webhooks/github AWSCURRENT 2",
                "webhook.secret.used github webhooks/github AWSPREVIOUS 2",
            ],
            seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_retired_secret_counts_no_longer_than_it_is_cached()
    {
        Rotate();
        await VerifyAsync(First);

        _store.Versions["github"] = new(Second, _time.GetUtcNow(), null);
        _time.Advance(Topology.Secrets.CacheTime);

        Assert.Equal(Verdict.SignatureMismatch, await VerifyAsync(First));
    }

    [Fact]
    public async Task No_request_waits_while_a_secret_is_read_again()
    {
        await VerifyAsync(First);
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;

        _time.Advance((Topology.Secrets.CacheTime / 2) + TimeSpan.FromSeconds(1));
        var verdict = await VerifyAsync(First).WaitAsync(TimeSpan.FromMinutes(2));
        await UntilAsync(() => _store.Reads == 2);
        gate.SetResult();

        Assert.Equal(Verdict.Genuine, verdict);
    }

    [Fact]
    public async Task Many_requests_at_once_read_a_secret_once()
    {
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;

        var verifying = Enumerable.Range(0, 50).Select(_ => VerifyAsync(First)).ToArray();
        gate.SetResult();
        var verdicts = await Task.WhenAll(verifying);

        Assert.All(verdicts, verdict => Assert.Equal(Verdict.Genuine, verdict));
        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task Forged_traffic_cannot_hammer_the_store()
    {
        for (var at = 0; at < 1000; at++)
            await VerifyAsync("forged");

        Assert.InRange(_store.Reads, 2, 4);
    }

    [Fact]
    public async Task While_the_store_is_down_what_was_read_goes_on_counting()
    {
        await VerifyAsync(First);
        _store.IsDown = true;

        _time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(Verdict.Genuine, await VerifyAsync(First));
        Assert.Equal(Verdict.SignatureMismatch, await VerifyAsync("forged"));
        for (var at = 0; at < 100; at++)
            await VerifyAsync(First);
        Assert.InRange(_store.Reads, 2, 4);
    }

    [Fact]
    public async Task A_previous_secret_expires_while_the_store_is_down()
    {
        Rotate();
        await VerifyAsync(First);
        _store.IsDown = true;

        _time.Advance(Topology.Secrets.PreviousAccepted);

        Assert.Equal(Verdict.SignatureMismatch, await VerifyAsync(First));
        Assert.Equal(Verdict.Genuine, await VerifyAsync(Second));
    }

    [Fact]
    public async Task While_the_store_is_down_and_nothing_was_read_nothing_is_believed()
    {
        _store.IsDown = true;
        var down = await VerifyAsync(First);
        _store.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Verdict.NoSecret, down);
        Assert.Equal(Verdict.Genuine, await VerifyAsync(First));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_secret_is_no_secret_and_a_new_one_is_soon_seen(string? secret)
    {
        _store.Versions["github"] = new(secret, _time.GetUtcNow(), First);

        Assert.Equal(Verdict.NoSecret, await VerifyAsync(""));
        Assert.Equal(Verdict.NoSecret, await VerifyAsync(First));
        _store.Versions["github"] = new(First, _time.GetUtcNow(), null);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Verdict.Genuine, await VerifyAsync(First));
    }

    [Fact]
    public async Task Another_source_s_secret_is_none()
    {
        _store.Versions["shopify"] = new(Second, _time.GetUtcNow(), null);

        Assert.Equal(Verdict.SignatureMismatch, await VerifyAsync(Second));
    }

    private void Rotate() => _store.Versions["github"] = new(Second, _time.GetUtcNow(), First);

    private async Task<Verdict> VerifyAsync(string secret)
    {
        var (verdict, _) = await _authenticity.JudgeAsync(
            Source, Signed(secret), _time.GetUtcNow(), TestContext.Current.CancellationToken);
        return verdict;
    }

    private static SignedRequest<RequestHeaders> Signed(string secret)
    {
        var signature = secret.Length == 0
            ? Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Array.Empty<byte>(), Body))
            : Verifier.Sign(Source.Scheme, Body, secret, "", "");
        var headers = new Microsoft.AspNetCore.Http.HeaderDictionary
        {
            ["X-Hub-Signature-256"] = $"sha256={signature}",
        };
        return new(new RequestHeaders(headers), Body);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
