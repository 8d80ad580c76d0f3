using System.CommandLine;
using Amazon.Runtime;
using WebhookSystem.Operate;

try
{
    return await OperateCommand.Build().Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
    });
}
catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
{
    await Console.Error.WriteLineAsync($"AWS cannot be used: {error.Message}");
    return 1;
}
