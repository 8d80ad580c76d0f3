using System.Diagnostics;
using System.Text;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Bench.Send;

namespace WebhookSystem.Bench.LocalAws.Load;

/// <summary>Load over bare connections.</summary>
internal static class RawLoad
{
    private const int BatchItems = 25;

    private static readonly string Payload = new('x', 200);

    private static long _number;

    /// <summary>Puts items under new keys, each on the condition that its key is new.</summary>
    public static Task<Throughput> PutConditionallyAsync(
        Uri endpoint, int connections, TimeSpan duration, CancellationToken cancellationToken) =>
        RunAsync(endpoint, connections, duration, static (connection, token) => connection.CallAsync(
            "DynamoDB_20120810.PutItem",
            $$"""{"TableName":"{{Workload.PlainTable}}","ConditionExpression":"attribute_not_exists(pk)","Item":"""
                + Item() + "}",
            token), cancellationToken);

    /// <summary>Fills the table with so many items.</summary>
    public static async Task FillAsync(Uri endpoint, int connections, long items, CancellationToken cancellationToken)
    {
        var left = items / BatchItems;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(FillAsync, cancellationToken)));

        async Task FillAsync()
        {
            using var connection = await RawConnection.OpenAsync(endpoint, cancellationToken);
            while (Interlocked.Decrement(ref left) >= 0)
                await connection.CallAsync("DynamoDB_20120810.BatchWriteItem", Batch(), cancellationToken);
        }
    }

    /// <summary>Sends so many messages to a queue, ten a call.</summary>
    public static async Task SendAsync(Uri endpoint, string queue, int messages, CancellationToken cancellationToken)
    {
        using var connection = await RawConnection.OpenAsync(endpoint, cancellationToken);
        var entries = string.Join(',', Enumerable.Range(0, 10).Select(
            static id => $$"""{"Id":"{{id}}","MessageBody":"{{Payload}}"}"""));
        for (var i = 0; i < messages / 10; i++)
        {
            await connection.CallAsync("AmazonSQS.SendMessageBatch",
                $$"""{"QueueUrl":"{{queue}}","Entries":[{{entries}}]}""", cancellationToken);
        }
    }

    private static async Task<Throughput> RunAsync(
        Uri endpoint, int connections, TimeSpan duration, Func<RawConnection, CancellationToken, Task> callAsync,
        CancellationToken cancellationToken)
    {
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(CallAsync, cancellationToken)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new(latencies.Count / seconds, latencies.Milliseconds(50), latencies.Milliseconds(99));

        async Task CallAsync()
        {
            using var connection = await RawConnection.OpenAsync(endpoint, cancellationToken);
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var begun = Stopwatch.GetTimestamp();
                await callAsync(connection, cancellationToken);
                latencies.Record(begun);
            }
        }
    }

    private static string Item() =>
        "{\"pk\":{\"S\":\"raw-" + Interlocked.Increment(ref _number)
            + "\"},\"sk\":{\"S\":\"0\"},\"body\":{\"S\":\"" + Payload + "\"}}";

    private static string Batch()
    {
        var puts = new StringBuilder();
        for (var i = 0; i < BatchItems; i++)
            puts.Append(i == 0 ? "" : ",").Append("{\"PutRequest\":{\"Item\":").Append(Item()).Append("}}");
        return $"{{\"RequestItems\":{{\"{Workload.PlainTable}\":[{puts}]}}}}";
    }
}
