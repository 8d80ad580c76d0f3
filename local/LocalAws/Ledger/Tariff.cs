namespace WebhookSystem.LocalAws.Ledger;

/// <summary>
/// The units in which AWS bills a call.
/// <list type="table">
/// <item><term>sqs</term><description><c>requests</c>: one for each 64 KB begun, in or back</description></item>
/// <item><term>dynamodb</term><description><c>readUnits</c>, <c>writeUnits</c>: with indexes and refused
/// conditions; <c>streamReads</c>: one for each GetRecords</description></item>
/// <item><term>s3</term><description><c>putRequests</c>, <c>getRequests</c>: deleting is free</description></item>
/// <item><term>secretsmanager</term><description><c>requests</c></description></item>
/// <item><term>lambda</term><description><c>invocations</c>, <c>gbSeconds</c>: of executions, whatever they came
/// from</description></item>
/// </list>
/// </summary>
internal static class Tariff
{
    private const int ChunkBytes = 64 * 1024;

    public static IEnumerable<(string Unit, double Count)> Of(Call call, long requestBytes) => call.Service switch
    {
        "sqs" => [("requests", Chunks(Math.Max(requestBytes, call.AnswerBytes)))],
        "dynamodb" when call.Operation == "GetRecords" => [("streamReads", 1)],
        "dynamodb" => [("readUnits", call.Capacity.Read), ("writeUnits", call.Capacity.Write)],
        "s3" => S3(call.Operation),
        "secretsmanager" => [("requests", 1)],
        _ => [],
    };

    private static double Chunks(long bytes) => Math.Max(1, (bytes + ChunkBytes - 1) / ChunkBytes);

    private static IEnumerable<(string Unit, double Count)> S3(string operation) => operation switch
    {
        _ when IsOf(operation, "Delete", "Abort") => [],
        _ when IsOf(operation, "Get", "Head") => [("getRequests", 1)],
        _ => [("putRequests", 1)],
    };

    private static bool IsOf(string operation, params ReadOnlySpan<string> verbs)
    {
        foreach (var verb in verbs)
        {
            if (operation.StartsWith(verb, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
