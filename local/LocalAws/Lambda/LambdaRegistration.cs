using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Lambda.Api;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Kept;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Pipes;
using WebhookSystem.LocalAws.Lambda.RuntimeApi;

namespace WebhookSystem.LocalAws.Lambda;

internal static class LambdaRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Adds Lambda, its event-source mappings, and EventBridge Pipes.</summary>
        public void AddLambda()
        {
            builder.Services.AddSingleton<LambdaLog>();
            builder.Services.AddSingleton<KeptLambda>();
            builder.Services.AddSingleton<IKept>(static services => services.GetRequiredService<KeptLambda>());
            builder.Services.AddHostedService(static services => services.GetRequiredService<KeptLambda>());
            builder.Services.AddSingleton<FunctionCatalog>();
            builder.Services.AddSingleton<AsyncInvocations>();
            builder.Services.AddSingleton<SourceClients>();
            builder.Services.AddSingleton<DriverFactory>();
            builder.Services.AddSingleton<MappingCatalog>();
            builder.Services.AddSingleton<PipeCatalog>();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapLambda()
        {
            routes.MapRuntimeApi();
            var api = routes.MapGroup("/2015-03-31").AddEndpointFilter<RestErrors>();
            api.MapFunctions();
            api.MapInvoke();
            api.MapMappings();
            routes.MapPipes();
            routes.MapUnoffered();
        }
    }
}
