using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Hands on what resources write to the AppHost's own log, each under a category of its own. With no dashboard here to
/// read it in, that is so whether or not the application asked for it.
/// </summary>
internal sealed partial class LogForwarder(
    ILoggerFactory loggers, IHostEnvironment environment, ResourceLoggerService resourceLogs)
{
    public void Forward(IResource resource, string id)
    {
        var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{resource.Name}");
        resourceLogs.LogOf(id).ForwardTo(line => Log.Line(
            logger, line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, line.LineNumber, line.Content));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 0, Message = "{LineNumber}: {LineContent}")]
        public static partial void Line(ILogger logger, LogLevel level, int lineNumber, string lineContent);
    }
}
