using System.Text.Json;

namespace WebhookSystem.LocalAws.Lambda.Functions;

/// <summary>What came of an invocation: the function's answer, or an error object and that it is one.</summary>
internal sealed record InvocationOutcome(string RequestId, ReadOnlyMemory<byte> Payload, bool IsError)
{
    /// <summary>Lambda's word for every error that a runtime of today reports.</summary>
    public const string FunctionError = "Unhandled";

    public static InvocationOutcome TimedOut(string requestId, TimeSpan timeout) => Failed(
        requestId, "Sandbox.Timedout",
        $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds");

    public static InvocationOutcome Exited(string requestId) => Failed(
        requestId, "Runtime.ExitError", $"RequestId: {requestId} Error: Runtime exited without providing a reason");

    public static InvocationOutcome TooLarge(string requestId, long bytes) => Failed(
        requestId, "Function.ResponseSizeTooLarge",
        $"Response payload size ({bytes} bytes) exceeded maximum allowed payload size "
        + $"({LambdaLimits.ResponseBytesMax} bytes).");

    private static InvocationOutcome Failed(string requestId, string type, string message)
    {
        using var buffer = new MemoryStream();
        using (var output = new Utf8JsonWriter(buffer))
        {
            output.WriteStartObject();
            output.WriteString("errorType"u8, type);
            output.WriteString("errorMessage"u8, message);
            output.WriteEndObject();
        }

        return new(requestId, buffer.ToArray(), IsError: true);
    }
}
