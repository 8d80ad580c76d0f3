using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The context's logger: lines on standard output, in Lambda's format.</summary>
internal sealed class LambdaConsoleLogger : ILambdaLogger
{
    public void Log(string message) => Console.Write(message);

    public void LogLine(string message) => LogLines.Write(null, null, message, []);

    public void Log(string level, string message) => LogLines.Write(level, null, message, []);

    public void Log(string level, string message, params object[] args) => LogLines.Write(level, null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) =>
        LogLines.Write(level, exception, message, args);
}
