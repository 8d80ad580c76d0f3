using WebhookSystem.Ingress.Receive.Answers;

namespace WebhookSystem.Ingress.Receive;

/// <summary>
/// Where providers send their webhooks: <c>POST /hooks/{source}</c>. By GET, HEAD and OPTIONS some first ask who we
/// are.
/// </summary>
internal static class ReceiveEndpoint
{
    private const string Pattern = "/hooks/{source}";

    private static readonly string[] Deliveries = [HttpMethods.Post];
    private static readonly string[] Greetings = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options];

    extension(IEndpointRouteBuilder routes)
    {
        public void MapReceive()
        {
            Guard.Map(routes, Pattern, Deliveries, ReceiveAsync);
            Guard.Map(routes, Pattern, Greetings, GreetAsync);
        }
    }

    private static ValueTask<Answer> ReceiveAsync(Reception reception, HttpContext context) =>
        reception.ReceiveAsync(SourceOf(context), context.Request, context.RequestAborted);

    private static async ValueTask<Answer> GreetAsync(Reception reception, HttpContext context)
    {
        var answer = await reception.GreetAsync(SourceOf(context), context.Request, context.RequestAborted);
        if (answer is Answer.Refused)
            context.Response.Headers.Allow = HttpMethods.Post;
        return answer;
    }

    private static string SourceOf(HttpContext context) => (string)context.GetRouteValue("source")!;
}
