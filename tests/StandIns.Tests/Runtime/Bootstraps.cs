using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Http;
using WebhookSystem.StandIns.Tests.Hosting;

namespace WebhookSystem.StandIns.Tests.Runtime;

public sealed class Bootstraps : IAsyncLifetime
{
    private static readonly DefaultLambdaJsonSerializer Serializer = new();

    private readonly CancellationTokenSource _stop = new();
    private RuntimeApiDouble _runtimeApi = null!;

    public async ValueTask InitializeAsync() => _runtimeApi = await RuntimeApiDouble.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _runtimeApi.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Typed_answers_go_back_under_the_request_s_id()
    {
        _ = RunAsync<Greeting, Greeting>(greeting => Task.FromResult(greeting with { Text = greeting.Text + " back" }));

        _runtimeApi.Give("""{"text":"hello"}""");
        var answer = await _runtimeApi.TakeAsync();

        Assert.Equal("invocation/request-1/response", answer.Call);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("""{"Text":"hello back"}""", answer.Body);
    }

    [Fact]
    public async Task Stream_handlers_see_the_bytes_as_they_came()
    {
        using var bootstrap = LambdaBootstrapBuilder
            .Create((Stream input, ILambdaContext _) => Task.FromResult<Stream>(Copy(input)))
            .ConfigureOptions(options => options.RuntimeApiEndpoint = _runtimeApi.Endpoint).Build();
        var running = bootstrap.RunAsync(_stop.Token);

        _runtimeApi.Give(" {\"a\" : \"ä\"} ");

        Assert.Equal(" {\"a\" : \"ä\"} ", (await _runtimeApi.TakeAsync()).Body);
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_handler_without_an_answer_sends_an_empty_one()
    {
        using var bootstrap = LambdaBootstrapBuilder.Create<Greeting>((_, _) => Task.CompletedTask, Serializer)
            .ConfigureOptions(options => options.RuntimeApiEndpoint = _runtimeApi.Endpoint).Build();
        _ = bootstrap.RunAsync(_stop.Token);

        _runtimeApi.Give("{}");

        Assert.Equal("", (await _runtimeApi.TakeAsync()).Body);
    }

    [Fact]
    public async Task The_context_carries_what_the_headers_say()
    {
        var context = new TaskCompletionSource<ILambdaContext>();
        using var bootstrap = LambdaBootstrapBuilder.Create((Stream _, ILambdaContext given) =>
        {
            context.SetResult(given);
            return Task.CompletedTask;
        }).ConfigureOptions(options => options.RuntimeApiEndpoint = _runtimeApi.Endpoint).Build();
        _ = bootstrap.RunAsync(_stop.Token);

        _runtimeApi.Give("{}");
        var seen = await context.Task.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("request-1", seen.AwsRequestId);
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:tested", seen.InvokedFunctionArn);
        Assert.Equal("Root=request-1", seen.TraceId);
        Assert.InRange(seen.RemainingTime, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_handler_s_exception_is_reported_and_the_loop_goes_on()
    {
        _ = RunAsync<Greeting, Greeting>(greeting => greeting.Text == "bad"
            ? throw new InvalidOperationException("no such text", new TimeoutException("too long"))
            : Task.FromResult(greeting));

        _runtimeApi.Give("""{"Text":"bad"}""");
        _runtimeApi.Give("""{"Text":"good"}""");
        var failed = await _runtimeApi.TakeAsync();
        var answered = await _runtimeApi.TakeAsync();

        Assert.Equal("invocation/request-1/error", failed.Call);
        Assert.Equal("application/vnd.aws.lambda.error+json", failed.ContentType);
        Assert.Equal("InvalidOperationException", failed.ErrorType);
        using var error = JsonDocument.Parse(failed.Body);
        Assert.Equal("InvalidOperationException", error.RootElement.GetProperty("errorType").GetString());
        Assert.Equal("no such text", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.NotEqual(0, error.RootElement.GetProperty("stackTrace").GetArrayLength());
        Assert.Equal("TimeoutException", error.RootElement.GetProperty("cause").GetProperty("errorType").GetString());
        Assert.Equal("invocation/request-2/response", answered.Call);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_an_error_of_the_invocation()
    {
        _ = RunAsync<Greeting, Greeting>(Task.FromResult);

        _runtimeApi.Give("""{"Text":1}""");

        Assert.Equal("JsonSerializerException", (await _runtimeApi.TakeAsync()).ErrorType);
    }

    [Fact]
    public async Task As_many_invocations_are_answered_at_once_as_the_environment_says()
    {
        using var variables = new RuntimeVariables();
        variables.Set("AWS_LAMBDA_MAX_CONCURRENCY", "2");
        var begun = 0;
        var both = new TaskCompletionSource();
        _ = RunAsync<Greeting, Greeting>(async greeting =>
        {
            if (Interlocked.Increment(ref begun) == 2)
                both.SetResult();
            await both.Task;
            return greeting;
        });

        _runtimeApi.Give("""{"Text":"first"}""");
        _runtimeApi.Give("""{"Text":"second"}""");

        string[] calls = [(await _runtimeApi.TakeAsync()).Call, (await _runtimeApi.TakeAsync()).Call];
        Assert.Equal(["invocation/request-1/response", "invocation/request-2/response"], calls.Order());
    }

    [Fact]
    public async Task A_failed_initialization_is_reported_and_ends_the_bootstrap()
    {
        using var bootstrap = LambdaBootstrapBuilder.Create((Stream _) => Task.CompletedTask)
            .UseBootstrapHandler(() => throw new InvalidOperationException("no configuration"))
            .ConfigureOptions(options => options.RuntimeApiEndpoint = _runtimeApi.Endpoint).Build();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bootstrap.RunAsync(_stop.Token));

        var report = await _runtimeApi.TakeAsync();
        Assert.Equal("init/error", report.Call);
        Assert.Contains("no configuration", report.Body);
    }

    [Fact]
    public async Task An_initializer_that_declines_ends_the_bootstrap()
    {
        using var bootstrap = LambdaBootstrapBuilder.Create((Stream _) => Task.CompletedTask)
            .UseBootstrapHandler(() => Task.FromResult(false))
            .ConfigureOptions(options => options.RuntimeApiEndpoint = _runtimeApi.Endpoint).Build();

        await bootstrap.RunAsync(_stop.Token).WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_Runtime_API_in_error_ends_the_bootstrap()
    {
        _runtimeApi.NextStatus = StatusCodes.Status500InternalServerError;

        var error = await Assert.ThrowsAsync<RuntimeApiClientException>(
            () => RunAsync<Greeting, Greeting>(Task.FromResult));

        Assert.Equal(500, error.StatusCode);
    }

    [Fact]
    public async Task A_refused_answer_ends_the_bootstrap()
    {
        _runtimeApi.ReportStatus = StatusCodes.Status403Forbidden;
        var running = RunAsync<Greeting, Greeting>(Task.FromResult);

        _runtimeApi.Give("{}");

        var error = await Assert.ThrowsAsync<RuntimeApiClientException>(() => running);
        Assert.Equal(403, error.StatusCode);
    }

    [Fact]
    public async Task A_Runtime_API_that_is_not_there_ends_the_bootstrap()
    {
        await _runtimeApi.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(
            () => RunAsync<Greeting, Greeting>(Task.FromResult, "127.0.0.1:1"));
    }

    private async Task RunAsync<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, string? endpoint = null)
    {
        using var bootstrap = LambdaBootstrapBuilder.Create(handler, Serializer)
            .ConfigureOptions(options => options.RuntimeApiEndpoint = endpoint ?? _runtimeApi.Endpoint).Build();
        await bootstrap.RunAsync(_stop.Token);
    }

    private static MemoryStream Copy(Stream input)
    {
        using var reader = new StreamReader(input);
        return new(Encoding.UTF8.GetBytes(reader.ReadToEnd()));
    }

    public sealed record Greeting
    {
        public string? Text { get; init; }
    }
}
