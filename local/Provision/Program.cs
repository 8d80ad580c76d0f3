using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using WebhookSystem.Provision;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    var settings = ProvisionSettings.Read(args, new ConfigurationBuilder().AddEnvironmentVariables().Build());
    await Provisioning.RunAsync(settings, TimeProvider.System, Console.Out, stop.Token);
    return 0;
}
catch (FormatException error)
{
    Console.Error.WriteLine($"{error.Message}\n\n{ProvisionSettings.Usage}");
    return 2;
}
catch (Exception error) when (error is ProvisionException or AmazonServiceException or HttpRequestException)
{
    Console.Error.WriteLine($"Could not create everything: {error.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 1;
}
