using WebhookSystem.Contracts;
using WebhookSystem.Processor;
using WebhookSystem.Processor.Receive;
using WebhookSystem.ServiceDefaults;
using WebhookSystem.ServiceDefaults.Functions;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults(Topology.Services.Processor);
builder.AddProcessor();

using var host = builder.Build();
await host.RunFunctionAsync<ProcessorFunction>(static (function, input, token) => function.HandleAsync(input, token));
