namespace WebhookSystem.Ingress.Receive;

/// <summary>
/// Where providers send their webhooks: <c>POST /hooks/{source}</c>. By GET, HEAD and OPTIONS some first ask who we
/// are.
/// </summary>
internal static class ReceiveEndpoint
{
    private static readonly string[] Greetings = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options];

    extension(IEndpointRouteBuilder routes)
    {
        public void MapReceive()
        {
            routes.MapPost("/hooks/{source}", ReceiveAsync);
            routes.MapMethods("/hooks/{source}", Greetings, GreetAsync);
        }
    }

    // A RequestDelegate, not a bound handler: the body is read by nobody but the room itself.
    private static async Task ReceiveAsync(HttpContext context)
    {
        var reception = context.RequestServices.GetRequiredService<Reception>();
        var answer = await reception.ReceiveAsync(SourceOf(context), context.Request, context.RequestAborted);
        await AnswerWriter.WriteAsync(answer, context.Response, context.RequestAborted);
    }

    private static async Task GreetAsync(HttpContext context)
    {
        var reception = context.RequestServices.GetRequiredService<Reception>();
        var answer = await reception.GreetAsync(SourceOf(context), context.Request, context.RequestAborted);
        if (answer is Answer.Refused)
            context.Response.Headers.Allow = HttpMethods.Post;
        await AnswerWriter.WriteAsync(answer, context.Response, context.RequestAborted);
    }

    private static string SourceOf(HttpContext context) => (string)context.GetRouteValue("source")!;
}
