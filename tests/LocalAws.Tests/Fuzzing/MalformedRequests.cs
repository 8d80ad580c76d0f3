using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace WebhookSystem.LocalAws.Tests.Fuzzing;

/// <summary>
/// Requests that were right once and are broken at random: whatever they have become, the answer is the caller's error
/// or none, and comes soon. A few seconds, or as long as <c>LOCALAWS_FUZZ_SECONDS</c> says; <c>LOCALAWS_SEED</c>
/// repeats a run.
/// </summary>
public sealed class MalformedRequests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);

    private readonly LocalAwsFixture _aws = new();

    public async ValueTask InitializeAsync()
    {
        await _aws.InitializeAsync();
        foreach (var (target, body) in RequestSeeds.Declarations)
            await SendAsync(Json(target, Encoding.UTF8.GetBytes(body)), target);
        await SendAsync(new(HttpMethod.Put, "/bucket"), "CreateBucket");
    }

    public ValueTask DisposeAsync() => _aws.DisposeAsync();

    [Fact]
    public async Task Broken_JSON_is_the_caller_s_error() => await RunAsync(static random =>
    {
        var (target, body) = RequestSeeds.Calls[random.Next(RequestSeeds.Calls.Length)];
        return Json(target, Mutations.Broken(random, Encoding.UTF8.GetBytes(body)));
    });

    [Fact]
    public async Task Broken_expressions_are_the_caller_s_error() => await RunAsync(static random =>
    {
        var body = RequestSeeds.Expression(
            Mutations.BrokenText(random, RequestSeeds.Updates[random.Next(RequestSeeds.Updates.Length)]),
            Mutations.BrokenText(random, RequestSeeds.Conditions[random.Next(RequestSeeds.Conditions.Length)]));
        return Json("DynamoDB_20120810.UpdateItem", body);
    });

    [Fact]
    public async Task Broken_chunks_are_the_caller_s_error() => await RunAsync(static random =>
    {
        var content = new ByteArrayContent(Mutations.Broken(random, RequestSeeds.Chunked));
        content.Headers.ContentEncoding.Add("aws-chunked");
        var request = new HttpRequestMessage(HttpMethod.Put, "/bucket/key") { Content = content };
        request.Headers.Add("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        request.Headers.Add("x-amz-trailer", "x-amz-checksum-crc32");
        request.Headers.Add("x-amz-decoded-content-length", "11");
        return request;
    });

    [Fact]
    public async Task Broken_documents_are_the_caller_s_error() => await RunAsync(static random =>
    {
        var content = new ByteArrayContent(Mutations.Broken(random, RequestSeeds.Deletion));
        return new(HttpMethod.Post, "/bucket?delete") { Content = content };
    });

    private static HttpRequestMessage Json(string target, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", target);
        return request;
    }

    private async Task RunAsync(Func<Random, HttpRequestMessage> next)
    {
        var seconds = Setting("LOCALAWS_FUZZ_SECONDS") ?? 2;
        var seed = Setting("LOCALAWS_SEED") ?? Environment.TickCount;
        output.WriteLine($"seed={seed}");
        var random = new Random(seed);
        var started = Stopwatch.GetTimestamp();
        var sent = 0;
        for (; Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(seconds); sent++)
            await SendAsync(next(random), $"seed={seed}, request {sent}");
        output.WriteLine($"{sent} requests");
    }

    private async Task SendAsync(HttpRequestMessage request, string what)
    {
        using var deadline = new CancellationTokenSource(AnswerMax);
        using var sent = request;
        using var answer = await _aws.Http.SendAsync(sent, deadline.Token);

        // S3 itself says 501 of headers whose meaning it does not offer.
        Assert.True(
            answer.StatusCode is < HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented,
            $"{what}: {await answer.Content.ReadAsStringAsync(deadline.Token)}");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value : null;
}
