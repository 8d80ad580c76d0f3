using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress;

try
{
    await IngressServer.Build(args).RunAsync();
    return 0;
}
catch (SourcesFileException faults)
{
    await Console.Error.WriteLineAsync($"The sources cannot be used:\n{faults.Message}");
    return 1;
}
