namespace WebhookSystem.Ingress;

/// <summary>The room as a server: Kestrel's, or API Gateway's where it runs as a Lambda function.</summary>
internal static class IngressServer
{
    /// <param name="configure">Replaces services before the server is built.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args).AddIngress();
        configure?.Invoke(builder);
        return builder.Build().MapIngress();
    }
}
