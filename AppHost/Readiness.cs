namespace WebhookSystem.AppHost;

/// <summary>Says when everything is ready, and where to look.</summary>
internal static class Readiness
{
    extension(IDistributedApplicationBuilder builder)
    {
        public void SayWhenReady(IResourceBuilder<ProjectResource> dashboard) => dashboard.OnResourceReady((_, _, _) =>
        {
            Console.WriteLine();
            foreach (var resource in builder.Resources.OfType<IResourceWithEndpoints>())
            {
                foreach (var endpoint in resource.GetEndpoints().Where(endpoint => endpoint.IsHttp))
                    Console.WriteLine($"{resource.Name,-12} {endpoint.Url}");
            }

            Console.WriteLine($"\nReady. Open the dashboard: {dashboard.GetEndpoint("http").Url}\n");
            return Task.CompletedTask;
        });
    }
}
