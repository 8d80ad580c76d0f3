namespace Amazon.Lambda.Core;

/// <summary>The log for code that has no context at hand: the console, until a runtime takes it over.</summary>
public static class LambdaLogger
{
    /// <summary>Takes level (null for plain lines), exception, message template and its arguments.</summary>
    internal static Action<string, Exception, string, object[]> Sink { get; set; } = WriteToConsole;

    public static void Log(string message) => Sink(null, null, message, []);

    public static void Log(string level, string message, params object[] args) => Sink(level, null, message, args);

    public static void Log(LogLevel level, string message, params object[] args) =>
        Log(level.ToString(), message, args);

    public static void Log(string level, Exception exception, string message, params object[] args) =>
        Sink(level, exception, message, args);

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        Log(level.ToString(), exception, message, args);

    private static void WriteToConsole(string level, Exception exception, string message, object[] args)
    {
        var prefix = level is null ? "" : $"{level}: ";
        var suffix = args.Length == 0 ? "" : $" Arguments: {string.Join(' ', args.Select(static arg => $"\"{arg}\""))}";
        Console.WriteLine($"{prefix}{message}{suffix}");
        if (exception is not null)
            Console.WriteLine(exception);
    }
}
