namespace Amazon.Lambda.Core;

/// <summary>The X-Ray trace header of the invocation that is being answered.</summary>
#pragma warning disable CA1052 // The official type can be instantiated, too.
public class LambdaTraceProvider
#pragma warning restore CA1052
{
    private static readonly System.Threading.AsyncLocal<string> Current = new();

    public static string CurrentTraceId => Current.Value ?? Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");

    internal static void SetCurrentTraceId(string traceId) => Current.Value = traceId;
}
