using WebhookSystem.Contracts;
using WebhookSystem.Orderer;
using WebhookSystem.ServiceDefaults;
using WebhookSystem.ServiceDefaults.Configure;
using WebhookSystem.ServiceDefaults.Functions;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults(Topology.Services.Orderer);
builder.AddOrderer(builder.Configuration.LoadSources());

using var host = builder.Build();
await host.RunFunctionAsync<OrdererFunction>(static (function, input, token) => function.HandleAsync(input, token));
