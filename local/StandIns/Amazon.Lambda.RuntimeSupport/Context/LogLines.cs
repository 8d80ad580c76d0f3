using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Writes lines as Lambda's text format has them: time, request id, level, message. AWS_LAMBDA_LOG_LEVEL is the lowest
/// level that is shown. Plain Console output is left as it is.
/// </summary>
internal static partial class LogLines
{
    private static readonly LogLevel Lowest = LowestOf(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"));

    private static readonly AsyncLocal<string?> Current = new();

    static LogLines() => LambdaLogger.Sink = Write;

    /// <summary>Of the invocation that is being answered.</summary>
    public static string? RequestId
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    public static void Write(string? level, Exception? exception, string? message, object[] args)
    {
        if (!Enum.TryParse<LogLevel>(level ?? nameof(LogLevel.Information), ignoreCase: true, out var parsed))
            parsed = LogLevel.Trace;
        else if (parsed < Lowest)
            return;

        string?[] parts = [message is null ? null : Fill(message, args), exception?.ToString()];
        var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"{time}\t{RequestId}\t{Label(parsed)}\t{string.Join('\n', parts.Where(static part => part is not null))}");
    }

    // Arguments take the template's holes in the order in which they stand.
    private static string Fill(string template, object[] args)
    {
        var next = 0;
        return args.Length == 0 ? template : Hole().Replace(template, hole => next < args.Length
            ? string.Format(CultureInfo.InvariantCulture, "{0}", args[next++]) : hole.Value);
    }

    private static LogLevel LowestOf(string? name) => name?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
    };

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Hole();
}
