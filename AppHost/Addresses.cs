namespace WebhookSystem.AppHost;

/// <summary>One line for every address, as soon as what answers there is ready.</summary>
internal static class Addresses
{
    extension(IDistributedApplicationBuilder builder)
    {
        public void PrintAddressesWhenReady() => builder.Eventing.Subscribe<ResourceReadyEvent>(static (ready, _) =>
        {
            if (ready.Resource is IResourceWithEndpoints resource)
            {
                foreach (var endpoint in resource.GetEndpoints())
                    Console.WriteLine($"{resource.Name,-12} {endpoint.Url}");
            }

            return Task.CompletedTask;
        });
    }
}
