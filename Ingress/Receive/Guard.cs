using WebhookSystem.Ingress.Receive.Answers;

namespace WebhookSystem.Ingress.Receive;

/// <summary>
/// Takes a request to its answer. None of the answers says that something was accepted but that of an admitted request.
/// </summary>
internal delegate ValueTask<Answer> Handler(Reception reception, HttpContext context);

/// <summary>
/// Marks the routes that the room may have: those whose handler comes to an <see cref="Answer"/>, and the few that look
/// at nothing of a request. The room does not start with any other, so that nobody adds a way around verification.
/// </summary>
internal sealed class Guard : IHostedLifecycleService
{
    private static readonly Mark Answering = new("answers by a verdict");

    private IEndpointRouteBuilder? _routes;

    /// <summary>Whether the endpoint may be reached.</summary>
    public static bool Lets(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Mark>() is not null;

    public static void Map(IEndpointRouteBuilder routes, string pattern, string[] methods, Handler handler)
    {
        // Not the request's services: to be asked, they would need a scope.
        var services = routes.ServiceProvider;
        routes.MapMethods(pattern, methods, context => AnswerAsync(handler, services, context)).WithMetadata(Answering);
    }

    /// <summary>Lets a route be that reads nothing of what is sent.</summary>
    public static void Open(IEndpointConventionBuilder route, string why) => route.WithMetadata(new Mark(why));

    /// <summary>Looks at all routes that are there when the room starts.</summary>
    public void Watch(IEndpointRouteBuilder routes) => _routes = routes;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var unguarded = (_routes?.DataSources ?? []).SelectMany(source => source.Endpoints)
            .Where(endpoint => !Lets(endpoint)).Select(endpoint => endpoint.DisplayName).ToArray();
        return unguarded.Length == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException(
                $"Nothing verifies what comes to {string.Join(", ", unguarded)}. Map it by {nameof(Guard)}.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A RequestDelegate, not a bound handler: the body is read by nobody but the room itself.
    private static async Task AnswerAsync(Handler handler, IServiceProvider services, HttpContext context)
    {
        var reception = services.GetRequiredService<Reception>();
        var answer = await handler(reception, context);
        await AnswerWriter.WriteAsync(answer, context.Response, context.RequestAborted);
    }

    private sealed record Mark(string Why);
}
