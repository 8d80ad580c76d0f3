using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress;
using WebhookSystem.Lean;

try
{
    await WebApplication.CreateSlimBuilder(args).AddIngress().AddTableAsInbox().Build().MapIngress().RunAsync();
    return 0;
}
catch (SourcesFileException faults)
{
    await Console.Error.WriteLineAsync($"The sources cannot be used:\n{faults.Message}");
    return 1;
}
