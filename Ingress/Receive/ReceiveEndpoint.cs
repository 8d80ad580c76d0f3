namespace WebhookSystem.Ingress.Receive;

/// <summary>Where providers send their webhooks: <c>POST /hooks/{source}</c>.</summary>
internal static class ReceiveEndpoint
{
    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointConventionBuilder MapReceive() => routes.MapPost("/hooks/{source}", ReceiveAsync);
    }

    // A RequestDelegate, not a bound handler: the body is read by nobody but the room itself.
    private static async Task ReceiveAsync(HttpContext context)
    {
        var source = (string)context.GetRouteValue("source")!;
        var reception = context.RequestServices.GetRequiredService<Reception>();
        var answer = await reception.ReceiveAsync(source, context.Request, context.RequestAborted);
        await AnswerWriter.WriteAsync(answer, context.Response, context.RequestAborted);
    }
}
